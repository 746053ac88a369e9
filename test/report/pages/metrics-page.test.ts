/** The metrics page: every figure with how many incidents stand behind it, and no more certainty than they give. */
import { describe, expect, test } from "vitest";
import type { Metrics, MetricsWindow } from "../../../src/metrics/metrics.ts";
import { metricsPage } from "../../../src/report/metrics-page.ts";
import { asItLooks, declared, metricsFor, restored, site } from "./site.ts";

const empty = metricsFor([]);

/** The page of metrics whose 90 days are `more`. */
function page(more: Partial<MetricsWindow>, metrics: Metrics = metricsFor([restored])): string {
  const windows = metrics.windows.map((window) => (window.days === 90 ? { ...window, ...more } : window));
  return asItLooks(metricsPage({ ...metrics, windows }, site).text);
}

function window(metrics: Metrics, days: number | null): MetricsWindow {
  const found = metrics.windows.find((one) => one.days === days);
  if (!found) throw new Error(`There is no window of ${days} days.`);
  return found;
}

const total = window(metricsFor([restored]), null).total;

test("nothing was ever recorded", () => {
  expect(metricsPage(empty, site).text).toMatchInlineSnapshot(`
    "No incident has been recorded yet, so there is nothing to count.

    Label an issue \`incident\`, or comment \`/incident\` on one: it is counted here after the next run."
  `);
});

test("one incident, months ago", () => {
  expect(page({})).toMatchInlineSnapshot(`
    "**No incident is open now.**

    ### Last 90 days, 2026-08-23 to 2026-11-20

    No incident was declared or restored in these days.

    <details><summary>How reviews, action items, noise and cost are counted</summary>

    Reviews: of incidents restored in these days whose severity calls for one (SEV1, SEV2). Action items: of the incidents reviewed in these days; closure = done ÷ all not declined; on time = done by their first due date ÷ those done or past it. Noise: alerts that could not be acted on ÷ all alerts, each counted as often as it fired. Cost of downtime = deployment frequency × change failure rate × mean time to recover × hourly cost (Puppet and DORA, 2016): failed deployments are those that an incident names as a change that hurt.

    </details>

    <details><summary>Last 30 days, 2026-10-22 to 2026-11-20</summary>

    **No incident is open now.**

    No incident was declared or restored in these days.

    <details><summary>How reviews, action items, noise and cost are counted</summary>

    Reviews: of incidents restored in these days whose severity calls for one (SEV1, SEV2). Action items: of the incidents reviewed in these days; closure = done ÷ all not declined; on time = done by their first due date ÷ those done or past it. Noise: alerts that could not be acted on ÷ all alerts, each counted as often as it fired. Cost of downtime = deployment frequency × change failure rate × mean time to recover × hourly cost (Puppet and DORA, 2016): failed deployments are those that an incident names as a change that hurt.

    </details>

    </details>

    <details><summary>Last 365 days, 2025-11-21 to 2026-11-20</summary>

    **No incident is open now.**

    1 incident declared, none reopened. 1 restored, none inferred from a closing. Customers detected 1 of the 1 whose source is known.

    | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out |
    | --- | ---: | ---: | ---: | ---: | ---: | --- |
    | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – |
    | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – |
    | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – |
    | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – |
    | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – |
    | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – |

    <details><summary>Formulas</summary>

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Other tools give the same names to other spans. n incidents were restored in these days and have the duration recorded.

    </details>

    **Against the 365 days before**

    Too few to compare: it takes 5 recorded values on each side.

    #### By severity

    | Severity | Incidents | Reopened | Detected by customers | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | SEV2 | 1 | 0 | 100% (1 of 1) | 1 | 0 | values: 3 min | values: 16 min |

    Severity is the highest that stood. By closing: the restoration is inferred from a closing.

    <details><summary>All durations by severity, with formulas</summary>

    | Severity | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | SEV2 | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | SEV2 | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | SEV2 | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | SEV2 | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | SEV2 | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | SEV2 | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    #### By service

    | Service | Incidents | Reopened | Detected by customers | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | login | 1 | 0 | 100% (1 of 1) | 1 | 0 | values: 3 min | values: 16 min |

    An incident with several services counts in each. By closing: the restoration is inferred from a closing.

    <details><summary>All durations by service, with formulas</summary>

    | Service | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | login | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | login | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | login | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | login | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | login | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | login | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    #### By who detected it

    | Detected by | Incidents | Reopened | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | customers | 1 | 0 | 1 | 0 | values: 3 min | values: 16 min |

    By closing: the restoration is inferred from a closing.

    <details><summary>All durations by who detected it, with formulas</summary>

    | Detected by | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | customers | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | customers | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | customers | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | customers | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | customers | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | customers | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    **Reviews.** Held: 0% (0 of 1); not held, with the reason on the incident's page: 0. **Overdue**: [#12](Incident-12).

    **Coordination.** Median of people who joined: 2 (n 1). 1 page sent, 100% (1 of 1) of them reached, median 1 min until they were (n 1). 0 hand-overs.

    <details><summary>Timeline entries by impact and phase</summary>

    | Phase | Helped | Hurt | No effect | Not marked |
    | --- | ---: | ---: | ---: | ---: |
    | detection | 0 | 1 | 0 | 0 |
    | investigation | 1 | 0 | 0 | 1 |
    | remediation | 1 | 0 | 0 | 0 |

    What an entry did for restoring the service, as responders marked it.

    </details>

    <details><summary>How reviews, action items, noise and cost are counted</summary>

    Reviews: of incidents restored in these days whose severity calls for one (SEV1, SEV2). Action items: of the incidents reviewed in these days; closure = done ÷ all not declined; on time = done by their first due date ÷ those done or past it. Noise: alerts that could not be acted on ÷ all alerts, each counted as often as it fired. Cost of downtime = deployment frequency × change failure rate × mean time to recover × hourly cost (Puppet and DORA, 2016): failed deployments are those that an incident names as a change that hurt.

    </details>

    </details>

    <details><summary>All incidents, until 2026-11-20</summary>

    **No incident is open now.**

    1 incident declared, none reopened. 1 restored, none inferred from a closing. Customers detected 1 of the 1 whose source is known.

    | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out |
    | --- | ---: | ---: | ---: | ---: | ---: | --- |
    | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – |
    | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – |
    | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – |
    | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – |
    | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – |
    | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – |

    <details><summary>Formulas</summary>

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Other tools give the same names to other spans. n incidents were restored in these days and have the duration recorded.

    </details>

    #### By severity

    | Severity | Incidents | Reopened | Detected by customers | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | SEV2 | 1 | 0 | 100% (1 of 1) | 1 | 0 | values: 3 min | values: 16 min |

    Severity is the highest that stood. By closing: the restoration is inferred from a closing.

    <details><summary>All durations by severity, with formulas</summary>

    | Severity | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | SEV2 | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | SEV2 | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | SEV2 | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | SEV2 | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | SEV2 | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | SEV2 | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    #### By service

    | Service | Incidents | Reopened | Detected by customers | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | login | 1 | 0 | 100% (1 of 1) | 1 | 0 | values: 3 min | values: 16 min |

    An incident with several services counts in each. By closing: the restoration is inferred from a closing.

    <details><summary>All durations by service, with formulas</summary>

    | Service | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | login | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | login | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | login | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | login | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | login | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | login | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    #### By who detected it

    | Detected by | Incidents | Reopened | Restored | By closing | TTA: median, or values | TTR: median, or values |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | customers | 1 | 0 | 1 | 0 | values: 3 min | values: 16 min |

    By closing: the restoration is inferred from a closing.

    <details><summary>All durations by who detected it, with formulas</summary>

    | Detected by | Duration | n | Coverage | Median, or values | 90th percentile | Mean (skewed) | Left out | Bands |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
    | customers | TTD | 1 | 100% (1 of 1) | values: 4 min | – | – | – | – |
    | customers | Time to declare | 1 | 100% (1 of 1) | values: 2 min | – | – | – | – |
    | customers | TTA | 1 | 100% (1 of 1) | values: 3 min | – | – | – | – |
    | customers | TTR | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | customers | First recovery | 1 | 100% (1 of 1) | values: 16 min | – | – | – | – |
    | customers | Impact | 1 | 100% (1 of 1) | values: 20 min | – | – | – | – |

    TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Bands: under 15 min / 15–30 min / 30–60 min / 1–3 h / 3–24 h / a day or more.

    </details>

    **Reviews.** Held: 0% (0 of 1); not held, with the reason on the incident's page: 0. **Overdue**: [#12](Incident-12).

    **Coordination.** Median of people who joined: 2 (n 1). 1 page sent, 100% (1 of 1) of them reached, median 1 min until they were (n 1). 0 hand-overs.

    <details><summary>Timeline entries by impact and phase</summary>

    | Phase | Helped | Hurt | No effect | Not marked |
    | --- | ---: | ---: | ---: | ---: |
    | detection | 0 | 1 | 0 | 0 |
    | investigation | 1 | 0 | 0 | 1 |
    | remediation | 1 | 0 | 0 | 0 |

    What an entry did for restoring the service, as responders marked it.

    </details>

    <details><summary>How reviews, action items, noise and cost are counted</summary>

    Reviews: of incidents restored in these days whose severity calls for one (SEV1, SEV2). Action items: of the incidents reviewed in these days; closure = done ÷ all not declined; on time = done by their first due date ÷ those done or past it. Noise: alerts that could not be acted on ÷ all alerts, each counted as often as it fired. Cost of downtime = deployment frequency × change failure rate × mean time to recover × hourly cost (Puppet and DORA, 2016): failed deployments are those that an incident names as a change that hurt.

    </details>

    </details>

    <details><summary>How all of this is counted</summary>

    - Time to detect (TTD) = detected − started
    - Time to declare = declared − detected
    - Time to acknowledge (TTA) = acknowledged − detected
    - Time to recover (TTR) = last restoration − detected
    - First recovery = first restoration − detected
    - Impact = sum of the intervals from start to restoration

    Other tools give the same names to other spans.

    - Incidents are counted by the day of their declaration, durations by the day of their restoration: whole days in UTC, today included. While an incident is reopened it is not recovered.
    - Coverage = recorded ÷ (recorded + not recorded + inconsistent), over the incidents restored in these days and those declared in them that are not restored yet. The latter are in the coverage alone, not in n. What is not recorded is never taken for 0.
    - Drills have tables of their own. Withdrawn and merged incidents and false alarms (SEV5) count under noise alone. Near misses have no time to detect or recover, and no impact.
    - Percentiles by linear interpolation between order statistics (Hyndman and Fan, type 7). Durations are few and heavily skewed: a mean alone says little, and under 5 values there are only the values.
    - A change is the ratio of two medians, with a bootstrap 95% interval (10,000 resamples, percentile method). Where that spans 1, the two windows may differ by chance alone. Seeds: FNV-1a (32 bits) of window/group/duration, such as 30/total/timeToRecover.
    - Business days leave out weekends and 0 configured holidays. Deployments counted: 0.

    All figures, with what they were made with, are in \`incidents/data/metrics.json\`, the incidents behind them in \`incidents/data\`. \`madeWith.now\` is the start of the day, as the figures depend on the day alone.

    </details>"
  `);
});

describe("the first line says what is open, and how long the oldest has been, in whole days", () => {
  test.each([
    [{ count: 0, oldest: null }, "**No incident is open now.**"],
    [
      { count: 1, oldest: { number: 12, declaredAt: "2026-11-20T09:00:00Z", days: 0 } },
      "**1 incident is open now**; the oldest, [#12](Incident-12), was declared today.",
    ],
    [
      { count: 3, oldest: { number: 7, declaredAt: "2026-11-10T09:00:00Z", days: 10 } },
      "**3 incidents are open now**; the oldest, [#7](https://github.com/acme/shop/issues/7), was declared 10 days ago.",
    ],
  ])("%j", (open, expected) => {
    const text = metricsPage({ ...metricsFor([restored]), open }, site).text;
    expect(text.split("\n")[0]).toBe(expected);
    expect(text.split(expected)).toHaveLength(5);
  });
});

describe("durations", () => {
  const counts = { notRecorded: 2, notApplicable: 3, inconsistent: 1, coverage: 0.25 };
  const shown = (timeToRecover: MetricsWindow["total"]["durations"]["timeToRecover"]) =>
    page({ total: { ...total, durations: { ...total.durations, timeToRecover } } });
  const many = { ...counts, n: 9, median: 960, p90: 3_600, mean: 2_400, bands: [4, 2, 1, 2, 0, 0], coverage: 0.75 };

  test("under 5 values are listed, and nothing else", () => {
    expect(shown({ ...counts, n: 1, values: [960] })).toContain(
      "| TTR | 1 | 25% (1 of 4) | values: 16 min | – | – | 2 not recorded, 1 inconsistent, 3 not applicable |",
    );
  });

  test("recorded ones that are not restored yet count for the coverage alone", () => {
    expect(shown({ ...counts, n: 1, unrestored: 2, values: [960], coverage: 0.5 })).toContain(
      "| TTR | 1 | 50% (3 of 6) | values: 16 min |",
    );
  });

  test("none is a dash, and no zero", () => {
    expect(shown({ ...counts, n: 0, values: [], coverage: 0 })).toContain("| TTR | 0 | 0% (0 of 3) | – | – | – |");
  });

  test("from 5 on: median, percentile, mean, and the bands as a chart and as a table", () => {
    const text = shown(many);
    expect(text).toContain("| TTR | 9 | 75% (9 of 12) | **16 min** | 1 h | 40 min | 2 not recorded,");
    expect(text).toContain("| TTR | 4 | 2 | 1 | 2 | 0 | 0 |");
    expect(text).toContain(`xychart-beta
  title "Time to recover of 9 incidents"
  x-axis ["under 15 min", "15–30 min", "30–60 min", "1–3 h", "3–24 h", "a day or more"]
  y-axis "incidents" 0 --> 10
  bar [4, 2, 1, 2, 0, 0]`);
  });

  const change = { previous: { n: 12, median: 1_920 }, ratio: 0.5, interval: [0.3, 0.8] as [number, number], seed: 1 };

  test("a change that chance does not explain", () => {
    expect(shown({ ...many, change: { ...change, told: true } })).toContain(
      "| TTR | **shorter** | 16 min (n 9) | 32 min (n 12) | 0.50 | 0.30 to 0.80 |",
    );
    expect(shown({ ...many, change: { ...change, told: true, ratio: 2 } })).toContain("| TTR | **longer** |");
  });

  test("a change that it may explain", () => {
    expect(shown({ ...many, change: { ...change, interval: [0.3, 1.2], told: false } })).toContain(
      "| TTR | no change can be told from chance | 16 min (n 9) | 32 min (n 12) | 0.50 | 0.30 to 1.20 |",
    );
  });
});

describe("targets", () => {
  const within = { duration: "timeToAcknowledge", severity: "sev1", withinMinutes: 5, share: 0.9 } as const;
  const faster = { duration: "timeToRecover", severity: "sev2", ratio: 0.5 } as const;
  test.each([
    [{ ...within, state: "met", n: 10, kept: 9 }, "| TTA of SEV1 within 5 min, 90% | **met** | 90% (9 of 10) | 10 |"],
    [{ ...within, state: "missed", n: 3, kept: 1 }, "| **missed** | 33% (1 of 3) | 3 |"],
    [{ ...within, state: "not known", n: 0, kept: 0 }, "| not known | – | 0 |"],
    [
      { ...faster, state: "met", certain: true, reached: 0.4, n: 8 },
      "| TTR of SEV2 at most 0.50 times that of the window before | **met**, certain | 0.40 times | 8 |",
    ],
    [{ ...faster, state: "met", certain: false, reached: 0.4, n: 8 }, "| **met**, not certain: it may be chance |"],
    [{ ...faster, state: "not known", n: 2 }, "| not known | – | 2 |"],
  ] as const)("%j", (target, expected) => expect(page({ targets: [target] })).toContain(expected));
});

describe("groups", () => {
  const group = (name: string, more: Partial<typeof total> = {}) => ({ ...total, name, ...more });

  test("counts, customers, restorations from a closing, and the typical times", () => {
    const severity = group("sev2", { count: 5, reopened: 2, restored: 4, restoredByClosing: 1 });
    expect(page({ total, severities: [severity] })).toContain(
      "| SEV2 | 5 | 2 | 100% (1 of 1) | 4 | 1 | values: 3 min | values: 16 min |",
    );
  });

  test("an incident with several services counts in each, which is said; a table has an end", () => {
    const services = Array.from({ length: 40 }, (_, i) => group(`service-${i} | <b>`));
    const text = page({ total, services });
    expect(text).toContain("An incident with several services counts in each.");
    expect(text).toContain("| service-24 &#124; \\<b\\> | 1 |");
    expect(text).not.toContain("service-25");
    expect(text).toContain("| *and 15 more in `metrics.json`* |  |  |  |  |  |  |  |");
  });

  test("drills have a table of their own", () => {
    const text = metricsPage(metricsFor([{ ...restored, drill: true }]), site).text;
    expect(text).toContain("No incident was declared or restored in these days.");
    expect(text).toContain("<details><summary>Drills, counted apart</summary>\n\n1 incident declared, none reopened.");
  });
});

describe("what is no duration", () => {
  const items = window(empty, 90).actionItems;
  const reviews = window(empty, 90).reviews;
  const day = 86_400;

  test("action items", () => {
    const closure = { incidents: 2, total: 12, done: 5, declined: 2, open: 5, overdue: 1, closure: 0.5 };
    const times = { onTime: 0.8, onTimeOf: 5, medianTimeToClose: 9.5 * day, medianAgeOfOpen: 3.2 * day };
    expect(page({ actionItems: { ...items, ...closure, ...times } })).toContain(
      "**Action items.** 2 incidents reviewed in these days made 12 action items: 5 done, 2 declined, 5 open, **1 overdue**. Closure: 50% (5 of 10). On time: 80% (of 5). Median time to close: 9 days (n 5). Median age of the open ones: 3 days (n 5).",
    );
  });

  test("reviews", () => {
    const held = { due: 4, held: 3, notHeld: 1, share: 0.75, medianBusinessDays: 1, overdue: [12] };
    expect(page({ reviews: { ...reviews, ...held } })).toContain(
      "**Reviews.** Held: 75% (3 of 4); not held, with the reason on the incident's page: 1. Median: 1 business day after the day of the restoration (n 3). **Overdue**: [#12](Incident-12).",
    );
  });

  test("noise", () => {
    const noise = { alerts: 8, notActionable: 2, share: 0.25, falseAlarms: 1, withdrawn: 3, rules: [] };
    const told = "**Noise.** Not actionable: 25% (2 of 8) of the alerts. 1 incident ended as SEV5, 3 withdrawn.";
    expect(page({ noise })).toContain(told);
    expect(page({ noise })).not.toContain("Candidates");
    const rule = { name: "| <b>@disk", source: "grafana", service: null, count: 2, share: 0.25 };
    expect(page({ noise: { ...noise, rules: [rule] } })).toContain(`${told}

Candidates to mend or to remove where they come from:

| Alert | Source | Service | Fired | Share of all |
| --- | --- | --- | ---: | ---: |
| &#124; \\<b\\>@&#8203;disk | Grafana | – | 2 | 25% |
`);
  });

  test("the cost of downtime, known and not known", () => {
    const cost = {
      hourlyCost: 12_000,
      deployments: 100,
      failed: 4,
      changeFailureRate: 0.04,
      deploymentsPerDay: 1.1,
      meanTimeToRecover: 0.5,
      n: 4,
      cost: 24_000,
      interval: [10_000, 51_234.5] as [number, number],
    };
    expect(page({ cost })).toContain(
      "**Cost of downtime.** About **24,000**, 95% interval 10,000 to 51,235, from 4 incidents: 100 deployments, of which 4 hurt (4%) × 0.5 h mean time to recover × 12,000 an hour.",
    );
    expect(page({ cost: { ...cost, changeFailureRate: null } })).toContain(
      "**Cost of downtime.** Not known: no successful deployment",
    );
    expect(page({ cost: { ...cost, cost: null, meanTimeToRecover: null } })).toContain(
      "Not known: 100 deployments, of which 4 hurt (4%); no time to recover is recorded",
    );
  });
});

test("a fresh incident is counted, and its missing times are not taken for 0", () => {
  const text = asItLooks(metricsPage(metricsFor([declared]), site).text);
  expect(text).toContain("1 incident declared, none reopened. 0 restored, none inferred from a closing.");
  expect(text).toContain("| TTR | 0 | 0% (0 of 1) | – | – | – | 1 not recorded |");
});

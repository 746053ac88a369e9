/** After the review: what was promised in it stands on the project board, and the first promises are kept. */
import { configuration } from "../../test/reference-case.ts";
import type { Turn } from "./turn.ts";

/** The number of the organisation's project. */
export const boardNumber = 7;

/** What the shop is configured with from the beginning on. */
export const firstConfiguration = `${configuration}board:
  project: ${boardNumber}
`;

const withEscalation = `${firstConfiguration}escalation: [on-call/primary]
onCall:
  primary: { people: [cathy, gary], since: 2026-03-09, handOver: { day: monday, time: "09:00" } }
`;

/** On the day of the review, after it. */
export const promises: readonly Turn[] = [
  { at: "12:30", who: "greg", moves: 3, field: "Due", value: "2026-03-13" },
  { at: "12:32", who: "greg", moves: 3, field: "Status", value: "In Progress" },
  { at: "12:34", who: "cathy", moves: 12, field: "Priority", value: "Medium" },
  { at: "12:40", who: "cathy", merges: "who is on call, and whom to tell next", configuration: withEscalation },
  {
    at: "12:45",
    who: "cathy",
    text: `/done #5 cathy and gary take turns, a week each
/done #9 the check run says that .github/sooner.yml can be used as it is`,
  },
  { at: "12:50", who: "gary", moves: 10, field: "Status", value: "Done" },
  { at: "12:52", who: "gary", on: 10, text: "I rang everybody once: each number is right." },
];

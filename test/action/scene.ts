/** A repository's past, as a run of the Action meets it: incidents of every standing, told by their people's words. */
import type { World } from "../world/world.ts";

/** #1 is open, with a wrong command; #2 restored, with lessons and an internal host in its update; #3 was taken back. */
export function incidents(world: World): void {
  const day = "2026-03-10T";
  world.populate("acme/shop", 1, () => ({
    title: "Login is down",
    body: "It fails.\n\n/affects login\n/started 15:00\n/detected 15:01 by customers",
    by: "gary",
    at: `${day}15:02:00Z`,
    labels: ["incident", "sev2"],
    events: [
      { at: `${day}15:04:00Z`, by: "cathy", does: "comment", body: "/ack\nI open the page: it shows an error." },
      { at: `${day}15:05:00Z`, by: "cathy", does: "comment", body: "/severity seven" },
      { at: `${day}15:06:00Z`, by: "greg", does: "comment", body: "/action @cathy high know-sooner Alert on logins" },
    ],
  }));
  world.populate("acme/shop", 1, () => ({
    title: "Checkout is slow",
    by: "gary",
    at: `${day}10:00:00Z`,
    labels: ["sev1"],
    events: [
      {
        at: `${day}10:01:00Z`,
        by: "greg",
        does: "comment",
        body: "/ack\n/update We look at db1.prod.internal:5432 now.",
      },
      { at: `${day}10:02:00Z`, by: "gary", does: "label", label: "sev2" },
      { at: `${day}10:30:00Z`, by: "greg", does: "comment", body: "/mitigated\n/learned The index was missing." },
    ],
  }));
  world.populate("acme/shop", 1, () => ({
    title: "A false alarm",
    by: "gary",
    at: `${day}11:00:00Z`,
    labels: ["incident"],
    events: [{ at: `${day}11:30:00Z`, by: "gary", does: "close", reason: "not_planned" }],
  }));
}

/** What people do later: #1 is restored, #2 gets an action item, and #3 turns out to have been an incident after all. */
export async function later(world: World): Promise<void> {
  world.clock.advance(60_000);
  await world.as("cathy").comment(1, "/mitigated\n/learned Nobody watches the host.");
  await world.as("greg").comment(2, "/action @greg urgent Keep the index");
  await world.as("gary").reopen(3);
  await world.as("gary").comment(3, "/severity sev3");
}

/** The world in a process of its own, for those who measure the Action: it does as it is told, one message at a time. */
import { subscribe } from "node:diagnostics_channel";
import { z } from "zod";
import { createWorld } from "../test/world/world.ts";
import { pastActionItem, pastIncident } from "./past.ts";

const repository = "acme/shop";
const orders = z.discriminatedUnion("do", [
  z.object({ do: z.literal("begin"), incidents: z.int(), items: z.int() }),
  z.object({ do: z.literal("wait"), latency: z.int() }),
  z.object({ do: z.literal("tell") }),
  z.object({ do: z.literal("comment"), numbers: z.array(z.int()), body: z.string() }),
  z.object({ do: z.literal("empty") }),
  z.object({ do: z.literal("end") }),
]);
export type Order = z.infer<typeof orders>;

/** What is answered to each of them. */
export interface Told {
  begin: { url: string; token: string };
  wait: null;
  /** What was asked of the API since the last time, and how much of it at once at most. */
  tell: { asked: Asked[]; mostAtOnce: number; problems: string[] };
  comment: null;
  empty: null;
  end: null;
}

/** A request that was made, as it can be made again. */
export interface Asked {
  path: string;
  body: unknown;
  points: number;
}

const world = createWorld({ now: Date.now() });
const atOnce = { now: 0, most: 0 };

subscribe("http.server.request.start", (message) => {
  const { request, response } = message as { request: { url: string }; response: NodeJS.EventEmitter };
  if (!request.url.startsWith("/api")) return;
  atOnce.most = Math.max(atOnce.most, ++atOnce.now);
  response.once("close", () => atOnce.now--);
});

const deeds: { [K in Order["do"]]: (order: Extract<Order, { do: K }>) => Promise<Told[K]> } = {
  async begin({ incidents, items }) {
    for (const login of ["cathy", "greg", "gary"]) world.person(login, { role: "write", member: true });
    world.repository(repository, { files: { ".github/sooner.yml": "zone: UTC\n" } });
    const issues = world.populate(repository, incidents, (number) => pastIncident(number, incidents));
    const parents = issues.slice(-items || incidents).map(({ number }) => number);
    world.populate(repository, items, (number) => pastActionItem(parents[number - incidents - 1] ?? 1, incidents));
    await world.listen();
    world.wiki().firstPage();
    return { url: world.url, token: world.job().token };
  },
  async wait({ latency }) {
    world.latency = latency;
    return null;
  },
  async tell() {
    const asked = world.requests.filter(({ byApp }) => byApp).map(({ path, body, points }) => ({ path, body, points }));
    const { most } = atOnce;
    atOnce.most = atOnce.now;
    world.forgetRequests();
    return { asked, mostAtOnce: most, problems: world.problems };
  },
  async comment({ numbers, body }) {
    world.clock.advance(60_000);
    for (const number of numbers) await world.as("cathy").comment(number, body);
    world.forgetRequests();
    return null;
  },
  async empty() {
    const wiki = world.wiki();
    const gone = wiki.files().map((path) => [path, null] as const);
    wiki.write({ ...Object.fromEntries(gone), "Home.md": "Welcome to the shop wiki!" });
    world.budget(world.job().token, "graphql").set({ remaining: 1_000 });
    return null;
  },
  async end() {
    await world.close();
    setImmediate(() => process.disconnect?.());
    return null;
  },
};

process.on("message", async (message) => {
  const order = orders.parse(message);
  process.send?.(await done(order));
});

function done<K extends Order["do"]>(order: Extract<Order, { do: K }>): Promise<Told[K]> {
  const deed = deeds[order.do as K];
  return deed(order);
}

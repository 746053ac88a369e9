/** The line between GitHub and the App: webhooks that are lost, doubled, late, and lost altogether while the App sleeps. */
import type { Delivery } from "../world/webhooks.ts";
import type { World } from "../world/world.ts";
import type { Chance } from "./chance.ts";

/** What a webhook that isn't told in time is about. */
export interface Untold {
  delivery: Delivery;
  /** Delivered so much later, in minutes; null where it is lost. */
  late: number | null;
}

/** Events that the line may spoil: those that people's acts set off. */
const spoilt = new Set(["issues", "issue_comment", "projects_v2_item", "sub_issues"]);

export class Line {
  /** Where the App listens; null while it sleeps. */
  listener: string | null = null;
  readonly #world: World;

  constructor(world: World, chance: Chance, untold: (what: Untold) => void) {
    this.#world = world;
    world.webhooks.rule((delivery) => {
      if (delivery.url !== this.listener) return { copies: 0 };
      if (!spoilt.has(delivery.event) || isAppsOwn(delivery, world)) return {};
      const draw = chance.whole(1, 100);
      if (draw > 12) return {};
      if (draw > 8) return { copies: 2 };
      untold({ delivery, late: draw > 4 ? null : chance.whole(1, 50) });
      return { copies: 0 };
    });
  }

  /** Sends what is late, to wherever the App is by now. */
  async deliver(delivery: Delivery): Promise<void> {
    if (this.listener !== null) await this.#world.webhooks.send({ ...delivery, url: this.listener });
  }
}

function isAppsOwn({ payload }: Delivery, { app }: World): boolean {
  return payload.includes(`"sender":{"login":"${app.login}"`);
}

/** Who the App is. */
import { z } from "zod";
import { ask } from "./ask.ts";
import { remembered } from "./remembered.ts";
import type { Send } from "./send.ts";

const app = z.object({ slug: z.string().min(1) });

/**
 * The App's login without `[bot]`, which is its slug: asked for once, and again only where that failed.
 * @param send sends with the App's own authentication, its JWT.
 */
export function identity(send: Send): () => Promise<string> {
  const look = remembered(
    async (route: "GET /app") => app.parse((await ask(send, { kind: "read", route, parameters: {} })).data).slug,
    { most: 1, keepFor: 0 },
  );
  return () => look("GET /app");
}

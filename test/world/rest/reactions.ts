/** Reactions over REST: on issues and on comments alike. */
import { z } from "zod";
import { react, unreact } from "../acts/reactions.ts";
import { reactionShape } from "../shapes/reaction.ts";
import { type Comment, type Issue, REACTIONS } from "../state.ts";
import { bodyOf, type Call, commentOf, issueOf, nothing, paged, param, type Route } from "./route.ts";

const content = z.object({ content: z.enum(REACTIONS) });

export const reactionRoutes: Route[] = [
  ...routesOn("/repos/{owner}/{repo}/issues/comments/{comment}/reactions", commentOf),
  ...routesOn("/repos/{owner}/{repo}/issues/{issue}/reactions", issueOf),
];

function routesOn(path: string, subjectOf: (call: Call) => Issue | Comment): Route[] {
  return [
    {
      method: "GET",
      path,
      handle: (call) => {
        const only = call.query.get("content");
        const reactions = subjectOf(call).reactions.filter((each) => only === null || each.content === only);
        return paged(call, reactions, reactionShape);
      },
    },
    {
      method: "POST",
      path,
      handle: (call) => {
        const { reaction, existed } = react(call.hub, call.actor, subjectOf(call), bodyOf(call, content).content);
        return { status: existed ? 200 : 201, body: reactionShape(reaction) };
      },
    },
    {
      method: "DELETE",
      path: `${path}/{reaction}`,
      handle: (call) => {
        unreact(call.actor, subjectOf(call), Number(param(call, "reaction")));
        return nothing;
      },
    },
  ];
}

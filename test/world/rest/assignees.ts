/** Assignees over REST. */
import { z } from "zod";
import { addAssignees, removeAssignees } from "../acts/assignees.ts";
import { issueShape } from "../shapes/issue.ts";
import { bodyOf, created, issueOf, ok, type Route } from "./route.ts";

const logins = z.object({ assignees: z.array(z.string()).default([]) });
const PATH = "/repos/{owner}/{repo}/issues/{issue}/assignees";

export const assigneeRoutes: Route[] = [
  {
    method: "POST",
    path: PATH,
    handle: (call) => {
      const issue = issueOf(call);
      addAssignees(call.hub, call.actor, issue, bodyOf(call, logins).assignees);
      return created(issueShape(issue, call.hub));
    },
  },
  {
    method: "DELETE",
    path: PATH,
    handle: (call) => {
      const issue = issueOf(call);
      removeAssignees(call.hub, call.actor, issue, bodyOf(call, logins).assignees);
      return ok(issueShape(issue, call.hub));
    },
  },
];

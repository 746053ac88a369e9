/** Deployments over REST: made, and told how they went. */
import { z } from "zod";
import { deploy, tellState } from "../acts/deployments.ts";
import { notFound } from "../refusal.ts";
import { deploymentShape, deploymentStatusShape } from "../shapes/deployment.ts";
import { DEPLOYMENT_STATES } from "../state.ts";
import { bodyOf, created, param, type Route, repositoryOf } from "./route.ts";

const newDeployment = z.object({ ref: z.string(), environment: z.string().default("production") });
const newStatus = z.object({ state: z.enum(DEPLOYMENT_STATES) });
const PATH = "/repos/{owner}/{repo}/deployments";

export const deploymentRoutes: Route[] = [
  {
    method: "POST",
    path: PATH,
    handle: (call) => {
      const { ref, environment } = bodyOf(call, newDeployment);
      return created(deploymentShape(deploy(call.hub, call.actor, repositoryOf(call), ref, environment)));
    },
  },
  {
    method: "POST",
    path: `${PATH}/{deployment}/statuses`,
    handle: (call) => {
      const id = Number(param(call, "deployment"));
      const deployment = repositoryOf(call).deployments.find((each) => each.id === id);
      if (!deployment) throw notFound();
      return created(deploymentStatusShape(tellState(call.hub, call.actor, deployment, bodyOf(call, newStatus).state)));
    },
  },
];

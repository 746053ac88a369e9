/** What alerts cost: reading them, requests, storms, and the time of their answers. */
import { endpoint } from "./alert-endpoint.ts";
import { normalising } from "./alert-normalising.ts";
import { requestsOfAlerts } from "./alert-requests.ts";
import { storms } from "./alert-storms.ts";
import type { Measurement } from "./measurement.ts";

export async function alerts(): Promise<Measurement[]> {
  return [...normalising(), ...(await requestsOfAlerts()), ...(await storms()), ...(await endpoint())];
}

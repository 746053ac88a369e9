/** Check runs as REST shows them. */

import type { CheckRun } from "../check-state.ts";
import { iso } from "../clock.ts";
import type { Hub } from "../hub.ts";
import { API, SITE } from "./account.ts";
import { appShape } from "./app.ts";

/** REST's `check-run`. */
export function checkShape(check: CheckRun, hub: Hub) {
  const { id, nodeId, repository, name, sha, status, conclusion, title, summary, annotations, at } = check;
  const url = `${API}/repos/${repository.fullName}/check-runs/${id}`;
  const annotations_url = `${url}/annotations`;
  return {
    id,
    node_id: nodeId,
    head_sha: sha,
    name,
    external_id: "",
    url,
    html_url: `${SITE}/${repository.fullName}/runs/${id}`,
    details_url: null,
    status,
    conclusion,
    started_at: iso(at),
    completed_at: conclusion === null ? null : iso(at),
    output: { title, summary, text: null, annotations_count: annotations.length, annotations_url },
    check_suite: { id },
    app: appShape(hub, hub.app),
    pull_requests: [],
  };
}

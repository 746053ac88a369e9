/** Labels as REST shows them. */
import type { Label } from "../state.ts";
import { API } from "./account.ts";

export const labelShape = (label: Label) => ({
  id: label.id,
  node_id: label.nodeId,
  url: `${API}/repos/${label.repository.fullName}/labels/${encodeURIComponent(label.name)}`,
  name: label.name,
  description: label.description,
  color: label.color,
  default: false,
});

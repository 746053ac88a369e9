/** Repositories: what they are, who may what, their files, and dispatches. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { announceDispatch } from "../payloads.ts";
import { demand } from "../people.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import { API, permissionShape, SITE } from "../shapes/account.ts";
import { fullRepositoryShape } from "../shapes/repository.ts";
import type { Repository } from "../state.ts";
import { type Answer, bodyOf, type Call, nothing, ok, param, type Route, readableOf, repositoryOf } from "./route.ts";
import { personNamed } from "./users.ts";

const dispatch = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z.record(z.string(), z.unknown()).default({}),
});

export const repositoryRoutes: Route[] = [
  { method: "GET", path: "/repos/{owner}/{repo}", handle: (call) => ok(fullRepositoryShape(repositoryOf(call))) },
  { method: "GET", path: "/repos/{owner}/{repo}/collaborators/{login}/permission", handle: permission },
  { method: "GET", path: "/repos/{owner}/{repo}/contents/{path*}", handle: contents },
  { method: "POST", path: "/repos/{owner}/{repo}/dispatches", handle: dispatched },
];

function permission(call: Call): Answer {
  const repository = repositoryOf(call);
  const login = param(call, "login");
  if (login.endsWith("[bot]")) throw new Refusal(404, `${login} is not a user`);
  return ok(permissionShape(repository, personNamed(call)));
}

function dispatched(call: Call): Answer {
  const repository = repositoryOf(call);
  const { actor } = call;
  demand(actor, repository, "write", ["contents"]);
  const { event_type, client_payload } = bodyOf(call, dispatch);
  if (Object.keys(client_payload).length > 10) throw invalid("RepositoryDispatch", "client_payload", "invalid");
  announceDispatch(call.hub, repository, actor.person, event_type, client_payload);
  return nothing;
}

function contents(call: Call): Answer {
  const repository = readableOf(call, "contents");
  const path = param(call, "path").replace(/\/$/, "");
  const text = repository.files.get(path);
  if (text !== undefined)
    return ok({ ...entryShape(repository, path, text), encoding: "base64", content: base64(text) });
  const names = childNames(repository, path);
  if (names.length === 0) throw notFound();
  return ok(names.map((name) => entryShape(repository, `${path}/${name}`, repository.files.get(`${path}/${name}`))));
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** What lies directly in a folder, by name. */
export function childNames(repository: Repository, folder: string): string[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = [...repository.files.keys()].filter((path) => path.startsWith(prefix));
  return [...new Set(inside.map((path) => path.slice(prefix.length).split("/")[0] ?? ""))].sort();
}

/** A git object id for a text. */
export const shaOf = (text: string): string => createHash("sha1").update(text).digest("hex");

function entryShape(repository: Repository, path: string, text: string | undefined) {
  const sha = shaOf(text ?? path);
  const url = `${API}/repos/${repository.fullName}/contents/${path}?ref=main`;
  const kind = text === undefined ? "tree" : "blob";
  const git_url = `${API}/repos/${repository.fullName}/git/${kind}s/${sha}`;
  const html_url = `${SITE}/${repository.fullName}/${kind}/main/${path}`;
  return {
    type: text === undefined ? "dir" : "file",
    name: path.split("/").at(-1) ?? path,
    path,
    sha,
    size: Buffer.byteLength(text ?? ""),
    url,
    git_url,
    html_url,
    download_url: text === undefined ? null : `https://raw.githubusercontent.com/${repository.fullName}/main/${path}`,
    _links: { self: url, git: git_url, html: html_url },
  };
}

/** An issue as GitHub would show it: header, pinned comment, text, sub-issues, timeline, and what stands beside them. */
import { restLogin } from "../../test/world/shapes/account.ts";
import { type Comment, commentsOf, type Issue, type Person, type Reaction } from "../../test/world/state.ts";
import { happenings } from "./happenings.ts";
import { Html, html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { counted, issueLink, labelChip, name, picture, stateBadge, time } from "./parts.ts";
import type { WikiFiles } from "./wiki.ts";
import { wikiLinks } from "./wiki-page.ts";

/** The issue's page, without what all pages have around it. */
export function issuePage(issue: Issue, wiki: WikiFiles): Html {
  const comments = commentsOf(issue);
  return html`<header class="issue">
<h1>${issue.title} <span class="quiet">#${issue.number}</span></h1>
<p>${stateBadge(issue)} <b>${name(issue.author)}</b> <span class="quiet">opened this on ${time(issue.createdAt)} · ${counted(comments.length, "comment")}</span></p>
<p class="labels">${issue.labels.map(labelChip)}</p>
</header>
<div class="columns"><div class="thread">
${comments.filter(({ pin }) => pin !== null).map(box)}
${box(issue)}
${subIssues(issue)}
${timeline(issue)}
</div>
<aside>${beside(issue, wiki)}</aside></div>`;
}

function box(text: Issue | Comment): Html {
  const isComment = text.type === "IssueComment";
  const isPinned = isComment && text.pin !== null;
  const edited = text.edits.length > 0 ? " · edited" : "";
  const body = text.body.trim() === "" ? "_No description provided._" : text.body;
  return html`<article class="box${isPinned ? " pinned" : ""}" id="${isComment ? `issuecomment-${text.id}` : "text"}">
<div class="by">${picture(text.author)} <b>${name(text.author)}</b> <span class="quiet">${time(isComment ? text.at : text.createdAt)}${edited}</span>${isPinned ? html`<span class="pin">Pinned</span>` : ""}</div>
<div class="markdown-body">${new Html(renderMarkdown(body))}</div>
${reactions(text.reactions)}
</article>`;
}

/** The App's own reaction is drawn, so that it is seen without a font for emoji as well. */
const rocket = html`<svg viewBox="0 0 16 16" width="15" height="15"><g transform="rotate(45 8 8)"><path fill="#8c959f" d="M8 .5c2.5 2 3 5.5 3 7.5v3H5V8c0-2 .5-5.5 3-7.5z"/><circle fill="#54aeff" cx="8" cy="6" r="1.4"/><path fill="#cf222e" d="M5 8l-2.5 3.5L5 11zM11 8l2.5 3.5L11 11z"/><path fill="#fb8f44" d="M6.3 11.5L8 15.5l1.700-4z"/></g></svg>`;

const signs: Record<Reaction["content"], string | Html> = {
  "+1": "👍",
  "-1": "👎",
  laugh: "😄",
  confused: "😕",
  heart: "❤️",
  hooray: "🎉",
  rocket,
  eyes: "👀",
};

function reactions(all: readonly Reaction[]): Html | string {
  if (all.length === 0) return "";
  const shown = [...Map.groupBy(all, ({ content }) => content)].map(([content, group]) => {
    const who = group.map(({ by }) => restLogin(by)).join(", ");
    return html`<span class="reaction" title="${who}">${signs[content]} ${group.length}</span> `;
  });
  return html`<div class="reactions">${shown}</div>`;
}

function subIssues({ subIssues }: Issue): Html | string {
  if (subIssues.length === 0) return "";
  const closed = subIssues.filter(({ state }) => state === "closed").length;
  const rows = subIssues.map(
    (issue) => html`<li>${stateBadge(issue)} <span>${issueLink(issue)}</span> ${issue.assignees.map(picture)}</li>`,
  );
  return html`<section class="box list"><h2>Sub-issues <span class="quiet">${closed} of ${subIssues.length} closed</span></h2><ul>${rows}</ul></section>`;
}

function timeline(issue: Issue): Html[] {
  return happenings(issue).map((happening) => {
    if ("comment" in happening) return box(happening.comment);
    const { at, actor, words } = happening;
    return html`<div class="event">${picture(actor)} <span><b>${name(actor)}</b> ${words} <span class="quiet">${time(at)}</span></span></div>`;
  });
}

function beside(issue: Issue, wiki: WikiFiles): Html[] {
  const { parent, assignees, author, timeline } = issue;
  const reports = wikiLinks(issue, wiki);
  const writers = timeline.flatMap((item) => (item.type === "IssueComment" ? [item.author] : []));
  const participants = [...new Set([author, ...writers])];
  const sections: (readonly [string, Html | readonly Html[]])[] = [
    ["Assignees", assignees.length > 0 ? people(assignees) : html`No one assigned`],
    ["Participants", people(participants)],
    ...(parent ? [["Parent issue", issueLink(parent)] as const] : []),
    ...(reports.length > 0 ? [["In the wiki", reports] as const] : []),
  ];
  return sections.map(([title, content]) => html`<section><h3>${title}</h3>${content}</section>`);
}

function people(persons: readonly Person[]): Html[] {
  return persons.map((person) => html`<div class="person">${picture(person)} ${name(person)}</div>`);
}

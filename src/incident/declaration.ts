/** How an issue became an incident, and whether it still is one: labels, commands, forms, and taking it back. */
import { type IncidentEvent, isSaid, mayCommand, type Said } from "../timeline/event.ts";
import { type Incident, type Instant, type Milliseconds, severities } from "./incident.ts";

export interface Declaration {
  at: Instant;
  by: Incident["declaredBy"];
  /** The login that declared it; null for a machine. */
  who: string | null;
  /** Place among all events of the one it was declared by. */
  order: number;
  /** When it was taken back; null while it stands. */
  withdrawn: Instant | null;
}

/** A label back within this time is no withdrawal. */
const grace: Milliseconds = 15 * 60_000;

/** The declaration that stands last; `unconfirmed` where only an outsider's form has put a label on; null where there is none. */
export function declarationOf(
  events: readonly IncidentEvent[],
  incidentLabel: string,
): Declaration | "unconfirmed" | null {
  return told(new Story(events, incidentLabel), events);
}

/** The declaration of an old issue that a maintainer imports: whoever opened or labelled it then, that confirms it. */
export function importedDeclaration(events: readonly IncidentEvent[], incidentLabel: string): Declaration | null {
  const confirmed = events.map(
    (event): IncidentEvent => (isFromOutside(event) ? { ...event, standing: "triage" } : event),
  );
  const declaration = told(new Story(confirmed, incidentLabel), confirmed);
  return declaration === null || declaration === "unconfirmed" ? null : { ...declaration, by: "import" };
}

function isFromOutside(event: IncidentEvent): boolean {
  return event.kind === "labeled" && event.standing === "outsider";
}

function told(story: Story, events: readonly IncidentEvent[]): Declaration | "unconfirmed" | null {
  events.forEach((event, order) => {
    story.take(event, order);
  });
  return story.outcome();
}

/** An event of one kind. */
type EventOf<Kind extends IncidentEvent["kind"]> = Extract<IncidentEvent, { kind: Kind }>;

/** What has become of the issue so far. */
class Story {
  readonly #declaring: ReadonlySet<string>;
  readonly #hasForm: boolean;
  readonly #labels = new Set<string>();
  #declaration: Declaration | null = null;
  /** When the last label was removed, as long as that may have been a slip. */
  #unlabeled: Instant | null = null;
  /** An outsider's form has put a label on, and nobody has confirmed it. */
  #unconfirmed = false;
  #recovered = false;

  constructor(events: readonly IncidentEvent[], incidentLabel: string) {
    this.#declaring = new Set([incidentLabel.toLowerCase(), ...severities]);
    this.#hasForm = events.some((event) => event.kind === "opened" && event.form !== undefined);
  }

  take(event: IncidentEvent, order: number): void {
    if (isSaid(event)) this.#said(event, order);
    else if (event.kind === "labeled") this.#labeled(event, order);
    else if (event.kind === "unlabeled") this.#removed(event);
    else if (event.kind === "closed") this.#closed(event);
    else if (event.kind === "reopened" && event.standing === "triage") this.#takeUpAgain();
  }

  outcome(): Declaration | "unconfirmed" | null {
    if (this.#declaration) return this.#declaration;
    return this.#unconfirmed ? "unconfirmed" : null;
  }

  #isOurs(label: string): boolean {
    return this.#declaring.has(label.toLowerCase());
  }

  /** Whoever may triage confirms an outsider's form by any label; a program declares by one of ours alone. */
  #labeled(event: EventOf<"labeled">, order: number): void {
    const ours = this.#isOurs(event.label);
    if (ours) this.#labels.add(event.label.toLowerCase());
    if (event.standing === "self") return;
    const byOutsider = event.atOpening && event.standing === "outsider";
    if (byOutsider) this.#unconfirmed ||= ours;
    else if (ours || (this.#unconfirmed && event.standing === "triage"))
      this.#declare(event, order, event.atOpening && this.#hasForm ? "form" : "label");
  }

  #removed(event: EventOf<"unlabeled">): void {
    if (!this.#labels.delete(event.label.toLowerCase())) return;
    if (this.#labels.size > 0 || event.standing === "self") return;
    this.#unconfirmed = false;
    if (!this.#declaration || this.#declaration.withdrawn !== null) return;
    this.#declaration.withdrawn = event.at;
    this.#unlabeled = event.at;
  }

  #said(event: Said, order: number): void {
    if (event.kind === "opened" && event.origin) {
      const { by, who, at } = event.origin;
      this.#declaration = { at, by, who, order, withdrawn: null };
    }
    if (!mayCommand(event) || event.commands.length === 0) return;
    const declares = event.commands.some(({ verb }) => verb === "incident");
    if (declares || this.#unconfirmed) this.#declare(event, order, "command");
    if (event.commands.some(({ verb }) => verb === "reopen")) this.#takeUpAgain();
    this.#recovered ||= event.commands.some(
      (command) =>
        command.verb === "mitigated" ||
        command.verb === "resolved" ||
        (command.verb === "incident" && command.resolved === true),
    );
  }

  /** As not planned, before any recovery was stated: it was none. */
  #closed(event: EventOf<"closed">): void {
    if (event.reason !== "not planned" || event.standing !== "triage" || this.#recovered) return;
    if (this.#declaration) this.#declaration.withdrawn ??= event.at;
  }

  /** Whoever opens it again takes a withdrawal by closing back. */
  #takeUpAgain(): void {
    if (this.#declaration && this.#labels.size > 0) this.#declaration.withdrawn = null;
  }

  #declare(event: IncidentEvent, order: number, by: "label" | "command" | "form"): void {
    if (this.#declaration && this.#declaration.withdrawn === null) return;
    if (this.#declaration && this.#isBackSoon(event)) this.#declaration.withdrawn = null;
    else {
      const who = event.standing === "bot" ? null : event.who;
      this.#declaration = { at: event.at, by: this.#unconfirmed ? "form" : by, who, order, withdrawn: null };
    }
    this.#unconfirmed = false;
    this.#unlabeled = null;
  }

  #isBackSoon({ at, kind }: IncidentEvent): boolean {
    return kind === "labeled" && this.#unlabeled !== null && at - this.#unlabeled <= grace;
  }
}

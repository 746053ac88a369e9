/** What GitHub would charge for a query, and its limits on pages; after "Rate limits and query limits for the GraphQL API" in GitHub's documentation. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

const MOST_NODES = 500_000;
const LARGEST_PAGE = 100;

type Variables = Record<string, unknown>;

interface Walk {
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Variables;
  /** Every node that the query could bring. */
  nodes: number;
  /** Every request that it would take GitHub to fill the connections. */
  requests: number;
}

/**
 * The cost in points (requests ÷ 100, at least 1), and the nodes.
 * @throws GraphQLError for a page over 100, a connection without `first` or `last`, or over 500,000 nodes
 */
export function costOf(document: DocumentNode, variables: Variables): { points: number; nodes: number } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) if (each.kind === "FragmentDefinition") fragments.set(each.name.value, each);
  const walk: Walk = { fragments, variables, nodes: 0, requests: 0 };
  for (const each of document.definitions) if (each.kind === "OperationDefinition") measure(each.selectionSet, 1, walk);
  if (walk.nodes > MOST_NODES) {
    const message = `This query requests up to ${walk.nodes} possible nodes which exceeds the maximum limit of ${MOST_NODES}.`;
    throw refused("MAX_NODE_LIMIT_EXCEEDED", message);
  }
  return { points: Math.max(1, Math.round(walk.requests / 100)), nodes: walk.nodes };
}

function measure(selections: SelectionSetNode, times: number, walk: Walk): void {
  for (const selection of selections.selections) {
    if (selection.kind === "Field") measureField(selection, times, walk);
    else if (selection.kind === "InlineFragment") measure(selection.selectionSet, times, walk);
    else {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment) measure(fragment.selectionSet, times, walk);
    }
  }
}

function measureField(field: FieldNode, times: number, walk: Walk): void {
  if (!field.selectionSet) return;
  if (!isConnection(field)) {
    measure(field.selectionSet, times * idsIn(field, walk.variables), walk);
    return;
  }
  const size = pageSize(field, walk.variables);
  walk.requests += times;
  walk.nodes += times * size;
  measure(field.selectionSet, times * size, walk);
}

const isConnection = ({ selectionSet }: FieldNode): boolean =>
  selectionSet?.selections.some(
    (each) => each.kind === "Field" && /^(?:nodes|edges|pageInfo)$/.test(each.name.value),
  ) ?? false;

/** How many things `nodes(ids: …)` asks for; 1 for any other field. */
function idsIn({ arguments: given = [] }: FieldNode, variables: Variables): number {
  const ids = given.find((each) => each.name.value === "ids")?.value;
  if (ids?.kind === "ListValue") return ids.values.length;
  const list = ids?.kind === "Variable" ? variables[ids.name.value] : null;
  return Array.isArray(list) ? list.length : 1;
}

function pageSize(field: FieldNode, variables: Variables): number {
  const name = field.name.value;
  const sizes = (field.arguments ?? []).filter((each) => each.name.value === "first" || each.name.value === "last");
  const size = sizes.map((each) => numberOf(each.value, variables)).find((value) => value !== null);
  if (size === undefined || size === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw refused("MISSING_PAGINATION_BOUNDARIES", message);
  }
  if (size > LARGEST_PAGE) {
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of ${LARGEST_PAGE} records.`;
    throw refused("EXCESSIVE_PAGINATION", message);
  }
  return size;
}

function numberOf(value: ValueNode, variables: Variables): number | null {
  if (value.kind === "IntValue") return Number(value.value);
  const given = value.kind === "Variable" ? variables[value.name.value] : null;
  return typeof given === "number" ? given : null;
}

const refused = (type: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { type } });

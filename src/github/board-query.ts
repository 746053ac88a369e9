/** The query that reads a project board, for any number of issues at once. */

const values = `
... on ProjectV2ItemFieldSingleSelectValue { name updatedAt }
... on ProjectV2ItemFieldDateValue { date updatedAt }
... on ProjectV2ItemFieldTextValue { text updatedAt }
... on ProjectV2ItemFieldNumberValue { number updatedAt }`;

/** An issue is on few boards; on the one that matters it is there once. */
const BOARDS_OF_AN_ISSUE = 20;

/** Variables: `owner`, `name`, `project`, `field0` …, `number0` … */
export function boardQuery(fields: number, issues: number): string {
  const named = [...Array(fields).keys()];
  const numbered = [...Array(issues).keys()];
  const variables = [
    "$owner: String!, $name: String!, $project: Int!",
    ...named.map((index) => `$field${index}: String!`),
    ...numbered.map((index) => `$number${index}: Int!`),
  ];
  return `query Board(${variables.join(", ")}) {
  organization(login: $owner) {
    projectV2(number: $project) {
      id title url closed viewerCanUpdate
      fields(first: 100) { nodes {
        ... on ProjectV2FieldCommon { databaseId name dataType }
        ... on ProjectV2SingleSelectField { options { id name } }
      } }
    }
  }
  repository(owner: $owner, name: $name) {
    owner { __typename }
    ${numbered.map((index) => `issue${index}: issue(number: $number${index}) { ...BoardIssue }`).join("\n    ")}
  }
}
fragment BoardIssue on Issue {
  number
  lastEditedAt
  timelineItems(last: 5, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT]) { nodes {
    __typename
    ... on LabeledEvent { createdAt }
    ... on UnlabeledEvent { createdAt }
    ... on ClosedEvent { createdAt }
    ... on ReopenedEvent { createdAt }
  } }
  projectItems(first: ${BOARDS_OF_AN_ISSUE}, includeArchived: true) { nodes {
    fullDatabaseId isArchived
    project { id }
    ${named.map((index) => `field${index}: fieldValueByName(name: $field${index}) { ${values.trim()} }`).join("\n    ")}
  } }
}`;
}

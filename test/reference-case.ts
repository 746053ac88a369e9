/** The reference case of the domain, as its people play it: what they write on the incident's issue, minute by minute. */

/** One act: the issue is opened, commented on, or its review is closed as held. */
export type Act = { at: string; who: string } & (
  | { title: string; body: string }
  | { text: string }
  | { closes: "review" }
);

/** The incident's day, and the next business day; the times of the acts are in UTC, as the team's zone. */
export const incidentDay = "2026-03-10";
export const reviewDay = "2026-03-11";

/** `.github/sooner.yml`. Dana leads reviews; she is a member of the organisation and takes no part in the response. */
export const configuration = `zone: UTC
services:
  login:
    owners: [greg]
    runbook: https://runbooks.example/login
review:
  facilitators: [dana]
`;

/** On the incident's day. The first act opens the issue. */
export const response: readonly Act[] = [
  {
    at: "16:06",
    who: "gary",
    title: "Login page is down",
    body: `/incident sev2
/helped

I declare this an incident. @cathy, you are the first engineer I find online: please look at the login page. The support ticket is filed.

/affects login
/started about 16:00
/detected 16:04 by customers
/at 16:04 sees complaints on social media that the login page is down; finishes the support cases at hand first
/conversation
/hurt
`,
  },
  { at: "16:07", who: "cathy", text: "I opened the login page: it shows an error.\n\n/ack\n/helped" },
  { at: "16:10", who: "cathy", text: "I search my inbox for the document that says how to reach the host.\n\n/hurt" },
  {
    at: "16:12",
    who: "cathy",
    text: "I logged in and ran `top`: an unknown service takes 92% of the CPU. I don't end it, I want a second opinion.\n\n/no-effect",
  },
  {
    at: "16:14",
    who: "cathy",
    text: "I look for greg's phone number: chat, phone, then an old shared document.\n\n/page @greg\n/hurt",
  },
  { at: "16:15", who: "greg", text: "On the phone with @cathy now, and looking into it together.\n\n/helped" },
  {
    at: "16:16",
    who: "gary",
    text: `@greg asks for a status page update, so I show @cathy how. We are at 10 support requests.

/no-effect
/customers yes nobody can log in
/update We know that logins fail, and are working on it.`,
  },
  {
    at: "16:18",
    who: "greg",
    text: "I ended the unknown service, then stopped and started the web servers. I keep the logs.\n\n/helped",
  },
  {
    at: "16:20",
    who: "cathy",
    text: `We both see the login page work, gary and I. He updates the status page: 50 support requests in all.

/mitigated
/task
/helped
/update Logins work again.`,
  },
];

/** On the next business day, led by dana. The last act holds the review. */
export const review: readonly Act[] = [
  {
    at: "10:00",
    who: "gary",
    text: `/learned Customers detected it, we did not.
/learned There is no clear path to respond: cathy was reached by chance.
/learned How to connect to critical hosts is not widely known.
/learned Access was clumsy for the first responder.
/learned Nobody knew who updates the status page.
/learned An unidentified process ran on a critical host.
/learned People are hard to reach without contact details.
/learned There was no single place for the conversation.
/learned Someone other than greg belonged next on the escalation path.`,
  },
  {
    at: "10:10",
    who: "greg",
    text: `/factor hurt An unknown service took 92% of the CPU on the login host.
/factor hurt Nothing watches that host.
/factor helped The logs were kept.
/well Greg was on the phone within a minute.
/park Was the unknown service "the" root cause? Yes and no: there is more to the story.
/public For 20 minutes nobody could log in. Logins work again, and we are making sure that we notice sooner.`,
  },
  {
    at: "10:20",
    who: "cathy",
    text: `/action @greg urgent Find out what the caching service is that the unknown process seems to belong to
/action @greg high know-sooner Monitor the hosts more closely
/action @cathy high recover-sooner Start an on-call rotation
/action @cathy high recover-sooner Write down how to access critical hosts
/action @greg high recover-sooner Give all responders access rights
/action @gary medium recover-sooner Name an owner and a process for the status page
/action @cathy medium recover-sooner Set up escalation policies and alerting
/action @gary medium recover-sooner Collect contact information
/action @gary medium recover-sooner Use one channel, thinking out loud
/action @cathy low recover-sooner Make a way to signal availability`,
  },
  { at: "10:25", who: "dana", closes: "review" },
];

/** The Action: reads what the workflow asks for, has it done, and says what was done. */
import * as core from "@actions/core";
import { isRegular, readInputs, readSurroundings } from "./inputs.ts";
import { type Notice, noticeOf } from "./notice.ts";
import { openWiki } from "./opening.ts";

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs((name) => core.getInput(name), env);
  core.setSecret(inputs.token);
  const at = readSurroundings(env);
  const asked = { inputs, at, log: (line: string) => core.info(line) };
  const isReport = isRegular(at) && inputs.wiki;
  // Git is at work while the rest of the program is loaded.
  const opening = isReport ? openWiki(asked) : null;
  const { answerEvent, writeReports } = await import("./job.ts");
  if (opening) {
    const { outputs, summary, line, notices } = await writeReports(asked, opening);
    core.info(line);
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(summary).write();
    tell(notices);
  } else {
    const { passedOver, notices } = await answerEvent(asked);
    core.setOutput("issues-updated", passedOver);
    core.setOutput("complete", notices.length === 0);
    tell(notices);
  }
}

/** Annotations, of which the errors fail the run. The last word of every run. */
function tell(notices: readonly Notice[]): void {
  for (const { level, title, text } of notices) {
    if (level === "error") core.error(text, { title });
    else if (level === "warning") core.warning(text, { title });
    else core.notice(text, { title });
  }
  process.exitCode = notices.some(({ level }) => level === "error") ? 1 : 0;
}

// A run that ends without its last word has not done its work.
process.exitCode = 1;
main(process.env).catch((error: unknown) => tell([noticeOf(error, "Sooner could not run")]));

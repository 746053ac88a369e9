/** Which services a change touches, by what the configuration says is theirs. */
import type { Configuration } from "../config.ts";
import { covering } from "./pattern.ts";

type Services = Pick<Configuration, "services">;

/** Names of the services that are deployed to the environment, as the configuration writes them. */
export function servicesDeployedTo(environment: string, { services }: Services): string[] {
  const wanted = environment.toLowerCase();
  return Object.entries(services).flatMap(([name, { environments }]) =>
    environments.some((one) => one.toLowerCase() === wanted) ? [name] : [],
  );
}

/** Names of the services that any of the files belongs to. */
export function servicesChangedBy(files: readonly string[], { services }: Services): string[] {
  return Object.entries(services).flatMap(([name, { paths }]) => {
    const patterns = paths.map(covering);
    return files.some((file) => patterns.some((covers) => covers(file))) ? [name] : [];
  });
}

/** Whether files say anything about services. */
export function haveServicesPaths({ services }: Services): boolean {
  return Object.values(services).some(({ paths }) => paths.length > 0);
}

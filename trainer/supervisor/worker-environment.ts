/** What a worker has no business with. */
const SECRETS = /DATABASE_URL$|^OTEL_|SECRET|PASSWORD|TOKEN|SMTP|_KEY$/i;
/** By these AWS's library finds the keys of a store in S3, which workers write to. */
const STORE_KEYS = /^AWS_/;

/** The environment of a worker: the supervisor's own, without its secrets. */
export function workerEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env = { ...own };
  for (const name of Object.keys(env)) if (SECRETS.test(name) && !STORE_KEYS.test(name)) delete env[name];
  return env;
}

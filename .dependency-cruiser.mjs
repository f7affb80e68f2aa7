// Who may import whom: the table of docs/architecture.md, at error. Folders are runtimes and layers; what a row does not name
// is forbidden. `scripts/check-imports.mjs` runs these rules, and besides what browsers and trainer reach through any number
// of imports.

const FOLDERS = [
  "domain",
  "ml",
  "telemetry",
  "storage",
  "prisma",
  "server",
  "trainer",
  "app",
  "cli",
  "deploy",
  "e2e",
  "bench",
  "chaos",
  "fuzz",
  "scripts",
];
const TESTS = String.raw`\.test\.tsx?$|(^|/)test/`;

/** The other folders that each may import; "types" after a colon allows nothing but `import type`. */
const MAY_IMPORT = {
  domain: [],
  ml: ["domain"],
  telemetry: [],
  storage: ["domain"],
  prisma: ["domain"],
  server: ["domain", "telemetry", "prisma", "storage"],
  trainer: ["domain", "ml", "telemetry", "prisma", "storage"],
  cli: ["domain"],
  deploy: ["domain", "prisma", "storage", "server", "e2e", "scripts"],
  e2e: ["domain", "prisma", "storage"],
  bench: ["domain", "ml", "telemetry", "prisma", "storage", "server", "trainer", "scripts"],
  chaos: ["domain", "prisma", "storage", "trainer", "bench", "scripts"],
  fuzz: ["domain", "ml", "prisma", "storage", "server", "trainer", "app", "bench", "scripts"],
};

/** Set-up tries the native addon, before there is a trainer to do it, in a process of its own. */
const ADDON_PROBE = "^scripts/setup/probe-tensorflow";

/** The server's own doors: the only files of app/ that call it. */
const APP_DOORS = String.raw`^app/(api/|_trpc/server\.ts)`;
const APP_INFERENCE = "^app/_inference/";
const ROUTES = String.raw`^app/.*/?(page|layout|route|loading|error|global-error|not-found|default|template|opengraph-image|icon|manifest|robots|sitemap)\.tsx?$`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const others = (own, allowed) =>
  `^(${FOLDERS.filter((folder) => folder !== own && !allowed.includes(folder)).join("|")})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) =>
      forbid(
        `${folder}-imports`,
        allowed.length > 0
          ? `${folder} imports ${allowed.join(", ")} and itself.`
          : `${folder} imports nothing but itself.`,
        { path: `^${folder}/` },
        { path: others(folder, allowed) },
      ),
    ),
    forbid(
      "scripts-imports",
      "scripts know the data (domain, prisma, storage), and TensorFlow through the trainer's engines.",
      { path: "^scripts/" },
      { path: others("scripts", ["domain", "prisma", "storage", "trainer"]) },
    ),
    forbid(
      "scripts-trainer",
      "scripts reach the trainer through its engines.",
      { path: "^scripts/" },
      { path: "^trainer/(?!engines/)" },
    ),
    forbid(
      "app-imports",
      "app imports domain and itself; from the server, types.",
      { path: "^app/", pathNot: [APP_DOORS, APP_INFERENCE] },
      { path: others("app", ["domain", "server"]) },
    ),
    forbid(
      "app-server-types",
      "Only app/api and app/_trpc/server.ts call the server; the rest of app knows its types.",
      { path: "^app/", pathNot: [APP_DOORS] },
      { path: "^server/", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "app-doors",
      "app/api and app/_trpc/server.ts import domain, telemetry, server and app.",
      { path: APP_DOORS },
      { path: others("app", ["domain", "telemetry", "server"]) },
    ),
    forbid(
      "app-inference",
      "app/_inference imports domain, ml and app.",
      { path: APP_INFERENCE },
      { path: others("app", ["domain", "ml"]) },
    ),
    forbid(
      "ui-without-trpc",
      "app/_ui shows what it is given.",
      { path: "^app/_ui/" },
      { path: "^app/(_trpc|api)/|node_modules/@trpc/" },
    ),
    forbid(
      "node-built-ins",
      "Code that browsers run too, or that stays free of effects, uses nothing of Node.",
      { path: ["^domain/", "^ml/", "^app/"], pathNot: [APP_DOORS, TESTS] },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "domain-packages",
      "domain depends on zod alone.",
      { path: "^domain/", pathNot: [TESTS] },
      { path: "node_modules/", pathNot: "node_modules/zod/" },
    ),
    forbid(
      "ml-packages",
      "ml is written against plain TensorFlow.js and chooses no backend.",
      { path: "^ml/", pathNot: [TESTS] },
      { path: "node_modules/", pathNot: "node_modules/@tensorflow/(tfjs|tfjs-core|tfjs-layers)/" },
    ),
    forbid(
      "tfjs-where",
      "TensorFlow.js is used in ml, the trainer, app/_inference and bench.",
      { path: "^(domain|storage|prisma|server|app|cli|e2e|scripts)/", pathNot: [APP_INFERENCE, ADDON_PROBE] },
      { path: "node_modules/@tensorflow/" },
    ),
    forbid(
      "native-addon",
      "Only the trainer's engines and graph name the native addon.",
      { pathNot: ["^trainer/(engines|graph)/", ADDON_PROBE] },
      { path: "tfjs-node(-gpu)?(/|$)" },
    ),
    forbid(
      "graph-alone",
      "trainer/graph is a package of its own: it imports nothing of the project.",
      { path: "^trainer/graph/", pathNot: [TESTS] },
      {
        path: "^(domain|ml|telemetry|storage|prisma|server|app|cli|deploy|e2e|bench|chaos|fuzz|scripts|trainer/(?!graph/))",
      },
    ),
    forbid(
      "trainer-reaches",
      "The trainer never reaches the web's packages.",
      { path: "^trainer/" },
      { path: "node_modules/(next|react|react-dom)/", reachable: true },
    ),
    forbid(
      "learning-code-reaches",
      "What the browser learns and classifies with never reaches database, server or native addon.",
      { path: ["^ml/", "^domain/", APP_INFERENCE, "^app/_ui/"], pathNot: [TESTS] },
      {
        path: "^(prisma|server|storage|telemetry|trainer)/|tfjs-node|node_modules/(pg|pg-boss|@prisma)/",
        reachable: true,
      },
    ),
    forbid("no-cycles", "Two files that need each other are one file, or three.", {}, { circular: true }),
    forbid(
      "no-unresolved",
      "An import that leads nowhere.",
      {},
      { couldNotResolve: true, pathNot: String.raw`\.css$` },
    ),
    forbid(
      "no-undeclared-package",
      "Every package that is imported stands in package.json.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    forbid(
      "no-development-package",
      "What runs for users needs no package of the tests.",
      { path: "^(domain|ml|telemetry|storage|prisma|server|trainer|app|cli)/", pathNot: [TESTS] },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    ),
    forbid(
      "no-tests-in-code",
      "Code does not import tests.",
      { pathNot: [TESTS, "^e2e/"] },
      { path: String.raw`\.test\.tsx?$` },
    ),
    forbid(
      "no-orphans",
      "A file that nobody imports, and that imports nothing, is left over.",
      {
        orphan: true,
        path: "^(domain|ml|telemetry|storage|prisma|server|trainer|app|cli)/",
        pathNot: [TESTS, ROUTES, String.raw`\.(d\.ts|css)$`],
      },
      {},
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: String.raw`^(\.next|\.cultivar|docs|test-results)/|^prisma/generated/|^next-env\.d\.ts$` },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
    },
  },
};

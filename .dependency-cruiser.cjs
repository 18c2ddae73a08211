// Where a line of code may go: what architecture documents say, checked. Each rule has one reason, given in its comment.

const TESTS = "(\\.test\\.tsx?$|^lib/testing/|^e2e/|^bench/|^(vitest|playwright)\\.config\\.ts$)";
const PURE_PACKAGES = "node_modules/(zod|temporal-polyfill|libphonenumber-js)/";
const VENDORS = "node_modules/(resend|twilio|nodemailer)/";

module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      comment:
        "Rules run on the server, in the browser's simulator and in tests alike, so they do no I/O and know nobody else.",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: TESTS },
      to: { pathNot: ["^lib/domain/", PURE_PACKAGES] },
    },
    {
      name: "steps-are-pure",
      comment: "What a step decides is a rule too; only its card and form (.tsx) are screens.",
      severity: "error",
      from: { path: "^lib/steps/.+\\.ts$", pathNot: TESTS },
      to: { pathNot: ["^lib/steps/.+\\.ts$", "^lib/domain/", PURE_PACKAGES] },
    },
    {
      name: "steps-stand-alone",
      comment: "A step is one folder, added and taken away as one.",
      severity: "error",
      from: { path: "^lib/steps/([^/]+)/" },
      to: { path: "^lib/steps/[^/]+/", pathNot: "^lib/steps/$1/" },
    },
    {
      name: "server-stays-behind-its-routes",
      comment:
        "Whatever imports lib/server may end in a browser's bundle, with the database's password; the way there is a request.",
      severity: "error",
      from: { pathNot: [TESTS, "^lib/server/", "^app/", "^prisma/", "^prisma\\.config\\.ts$"] },
      to: { path: "^lib/server/" },
    },
    {
      name: "prisma-in-db-only",
      comment:
        "The rest asks small functions in lib/server/db, so that a slow query has one place to be mended.",
      severity: "error",
      from: { pathNot: ["^lib/server/db/", "^prisma\\.config\\.ts$", TESTS] },
      to: { path: ["node_modules/(@prisma|prisma)/", "^lib/server/db/generated/"] },
    },
    {
      name: "routes-call-use-cases",
      comment:
        "A use-case checks who may do what and in which workspace; a route that goes round it checks nothing.",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: { path: "^lib/server/(db|engine|channels|stores|jobs|launch)/" },
    },
    {
      name: "vendors-behind-channels",
      comment: "Another provider is one file in channels or stores.",
      severity: "error",
      from: { pathNot: ["^lib/server/(channels|stores)/", TESTS] },
      to: { path: VENDORS },
    },
    {
      name: "react-flow-in-the-editor-only",
      comment:
        "React Flow draws the document on the canvas, with or without numbers on it; nothing that stores, decides or serves knows how it is drawn.",
      severity: "error",
      from: {
        pathNot: [
          "^components/canvas/",
          "^components/performance/",
          "^lib/client/editor/",
          "^lib/steps/.+\\.tsx$",
          TESTS,
        ],
      },
      to: { path: "node_modules/@xyflow/" },
    },
    {
      name: "ui-is-a-leaf",
      comment: "A button knows nothing of coupons.",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TESTS },
      to: { path: "^(app|components|lib)/", pathNot: ["^components/ui/", "^lib/utils/"] },
    },
    {
      name: "launcher-starts-bare",
      comment: "What runs before the packages are installed can import none of them.",
      severity: "error",
      from: {
        path: "^lib/server/launch/(start|prepare|secrets|install-packages|generate-client|with-lock|follow)\\.mjs$",
      },
      to: { dependencyTypesNot: ["core", "local"], dynamic: false },
    },
    {
      name: "no-test-code-in-production",
      comment: "Tests may fake; the product may not.",
      severity: "error",
      from: { pathNot: TESTS },
      to: { path: ["\\.test\\.tsx?$", "^lib/testing/", "^e2e/", "^bench/"] },
    },
    {
      name: "no-development-packages-in-production",
      comment: "They are not there on a server installed with `npm ci --omit=dev`.",
      severity: "error",
      from: { pathNot: [TESTS, "^lib/sdk/build\\.ts$"] },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only", "npm"],
        pathNot: "node_modules/@types/",
      },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one, or have a third in common. Types alone may meet.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      comment: "A file that nothing imports, and that is no entry, is left over.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          TESTS,
          "^app/",
          "\\.d\\.m?ts$",
          "^lib/server/launch/start\\.mjs$",
          "^lib/server/db/generated/",
        ],
      },
      to: {},
    },
    {
      name: "everything-resolves",
      comment: "An import that leads nowhere fails at run time, on the path that nobody tried.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.cache|\\.data)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".d.mts", ".mjs", ".js", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
    skipAnalysisNotInRules: true,
  },
};

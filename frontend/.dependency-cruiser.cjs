/** Who may import whom: lib → api → auth → components → features → routes → app, never back, never sideways. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "features-stand-alone",
      comment: "A feature never imports another; what two of them need belongs below.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "lib-knows-nobody",
      severity: "error",
      from: { path: "^src/lib/" },
      to: { path: "^src/(api|auth|components|features|routes|app)/" },
    },
    {
      name: "api-below-auth",
      severity: "error",
      from: { path: "^src/api/" },
      to: { path: "^src/(auth|components|features|routes|app)/" },
    },
    {
      name: "shared-below-features",
      severity: "error",
      from: { path: "^src/(auth|components)/" },
      to: { path: "^src/(features|routes|app)/" },
    },
    {
      name: "features-below-app",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/(routes|app)/" },
    },
    {
      name: "tests-stay-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "(\\.test\\.tsx?$|^src/test/)" },
      to: { path: "(\\.test\\.tsx?$|^src/test/|msw|vitest)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};

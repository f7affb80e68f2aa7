/** What a script under /_next/static may do when it runs as a worker: compute, and fetch from this origin only. */
const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; connect-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'";

/** Data is never a document: opened by itself it may load nothing and be framed by nobody. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/** The service worker keeps what the classify page has loaded from here. */
const OFFLINE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // A server with the packages that it needs and no others, for containers and here alike.
  output: "standalone",
  // Pictures are served as they are (`images` above), so nothing here decodes them.
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  // `tsc` checks the types of the whole repository by itself.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "@opentelemetry/sdk-node",
    "@opentelemetry/exporter-prometheus",
    "@prisma/instrumentation",
  ],
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    // The studio takes pictures with a camera; no other page may ask for one.
    {
      source: "/classify",
      headers: [{ key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=()" }],
    },
    // The address of a shared link is its secret: no other site, and no search engine, is told.
    ...["/s/:path*", "/embed/:path*"].map((source) => ({
      source,
      headers: [
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "X-Robots-Tag", value: "noindex" },
      ],
    })),
    ...["/api/:path*", "/m/:path*"].map((source) => ({
      source,
      headers: [
        { key: "Content-Security-Policy", value: DATA_POLICY },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    })),
    ...["/icon.svg", "/favicon.ico"].map((source) => ({
      source,
      headers: [{ key: "Content-Security-Policy", value: `${DATA_POLICY}; style-src 'unsafe-inline'` }],
    })),
    { source: "/studio-offline.js", headers: [{ key: "Content-Security-Policy", value: OFFLINE_POLICY }] },
    { source: "/_next/static/:path*", headers: [{ key: "Content-Security-Policy", value: WORKER_POLICY }] },
  ],
  rewrites: async () => [
    { source: "/m/:sha256", destination: "/api/artefacts/:sha256" },
    // Browsers ask for this by themselves, whatever the page names as its icon.
    { source: "/favicon.ico", destination: "/icon.svg" },
  ],
};

// One module for each script of a page: web/src/<name>.ts becomes a file in kg/pages/built/, which its manifest names. What several
// of them share stands in folders below src/.
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const scripts = readdirSync(new URL("src", import.meta.url)).filter((name) => name.endsWith(".ts"));

export default defineConfig({
  base: "./", // a service may stand below a path of a proxy
  publicDir: false,
  build: {
    outDir: "../kg/pages/built",
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0, // no data: in a script or style
    target: "es2024",
    manifest: "manifest.json",
    license: { fileName: "licences.md" },
    modulePreload: { polyfill: false },
    rollupOptions: { input: Object.fromEntries(scripts.map((name) => [name.slice(0, -3), `src/${name}`])) },
  },
});

import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const OUT = resolve(import.meta.dirname, "../src/tenfold/web/static/built");
const WASM = resolve(import.meta.dirname, "node_modules/@mediapipe/tasks-vision/wasm");

/** The pose library loads its wasm files by name at run time, so they are copied as they are. */
function copyWasm(): Plugin {
  return {
    name: "copy-wasm",
    apply: "build",
    closeBundle() {
      mkdirSync(resolve(OUT, "wasm"), { recursive: true });
      for (const name of readdirSync(WASM).filter((file) => file.includes("module"))) copyFileSync(resolve(WASM, name), resolve(OUT, "wasm", name));
    },
  };
}

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  plugins: [copyWasm()],
  build: {
    outDir: OUT,
    // The pose model lies in the same folder and is made by another step.
    emptyOutDir: false,
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    // three.js alone is larger than the usual limit; it is loaded only where a figure is drawn.
    chunkSizeWarningLimit: 700,
    // Fixed names: the server answers with ETags, so nothing needs a hash in its name.
    rolldownOptions: {
      input: {
        site: resolve(import.meta.dirname, "src/site.ts"),
        practice: resolve(import.meta.dirname, "src/practice/main.ts"),
        figure: resolve(import.meta.dirname, "src/figure/main.ts"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].js",
        assetFileNames: (asset) =>
          /\.woff2?$/.test(asset.names[0] ?? "") ? "fonts/[name][extname]" : "[name][extname]",
      },
    },
  },
  // A module worker: the pose library's wasm comes as a module too.
  worker: {
    format: "es",
    rolldownOptions: { output: { entryFileNames: "chunks/[name].js", chunkFileNames: "chunks/[name].js" } },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});

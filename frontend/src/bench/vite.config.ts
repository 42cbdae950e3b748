/** Builds the studio of the synthetic camera into build/bench: one script, never shipped. */

import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  logLevel: "warn",
  build: {
    outDir: resolve(import.meta.dirname, "../../../build/bench"),
    emptyOutDir: false,
    target: "es2022",
    sourcemap: false,
    rolldownOptions: {
      input: { studio: resolve(import.meta.dirname, "main.ts") },
      output: { format: "iife", entryFileNames: "[name].js" },
    },
  },
});

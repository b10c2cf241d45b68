// Unpacks the test browser's brotli files; Python's standard library has no brotli, Node has.
// Usage: node unpack.mjs PACKAGE_BIN TARGET. Tar archives are left as *.tar for the caller.
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const [source, target] = process.argv.slice(2);
for (const name of ["chromium", "al2023.tar", "swiftshader.tar"]) {
  await pipeline(
    createReadStream(join(source, `${name}.br`)),
    createBrotliDecompress(),
    createWriteStream(join(target, name)),
  );
}

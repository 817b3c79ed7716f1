// Bundles src/ into a folder and writes the Rust table of what it made: `node build.mjs OUT_DIR`.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const outDir = resolve(process.argv[2] ?? 'dist');
const assetDir = join(outDir, 'assets');
const release = process.env.PROFILE === 'release';
const mimes = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: ['src/app.js', 'src/app.css'],
    outdir: assetDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['es2020', 'chrome86'],
    minify: true,
    legalComments: 'eof',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = [];
  for (const file of result.outputFiles) {
    const name = basename(file.path);
    const extension = extname(name);
    if (!(extension in mimes)) continue;
    files.push({ logical: logicalName(name), name, bytes: Buffer.from(file.contents) });
  }
  return files;
}

/** `app-3F2A.js` is known to the pages as `app.js`. */
function logicalName(name) {
  const extension = extname(name);
  return name.slice(0, name.lastIndexOf('-')) + extension;
}

function still(path) {
  const bytes = readFileSync(join(here, path));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(path);
  const logical = basename(path);
  return { logical, name: `${basename(path, extension)}-${hash}${extension}`, bytes };
}

function compress(bytes) {
  const quality = release ? constants.BROTLI_MAX_QUALITY : 4;
  return {
    gzip: gzipSync(bytes, { level: release ? 9 : 6 }),
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  };
}

/** Writes the three forms of one file and returns its line of the Rust table. */
function entry({ logical, name, bytes }) {
  const { gzip, brotli } = compress(bytes);
  const path = join(assetDir, name);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotli);
  const embed = (suffix) => `include_bytes!(concat!(env!("OUT_DIR"), "/assets/${name}${suffix}"))`;
  return `    Asset { logical: ${JSON.stringify(logical)}, name: ${JSON.stringify(name)}, ` +
    `mime: ${JSON.stringify(mimes[extname(name)])}, raw: ${embed('')}, ` +
    `gzip: ${embed('.gz')}, brotli: ${embed('.br')} },`;
}

rmSync(assetDir, { recursive: true, force: true });
mkdirSync(assetDir, { recursive: true });
const files = [...await bundle(), still('src/icon.svg')];
files.sort((a, b) => (a.name < b.name ? -1 : 1));
const table = ['&[', ...files.map(entry), ']'].join('\n');
writeFileSync(join(outDir, 'assets.rs'), `${table}\n`);

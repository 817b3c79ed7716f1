// The program under test on a free port: a demo ledger, or an empty one.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

export class Ledger {
  /** Starts `taizhang demo` and waits until it says where it is and who may sign in. */
  static async demo(size = 'province') {
    return Ledger.started(['demo', '--size', size], (line) => line.includes('Ctrl-C'))
  }

  /** Starts `taizhang serve` on a new ledger that nobody has set up. */
  static async empty() {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'taizhang-'))
    const database = `sqlite:${path.join(folder, 'ledger.db')}`
    return Ledger.started(['--db', database, 'serve'], (line) => line.startsWith('http://'), folder)
  }

  static async started(args, isReady, folder) {
    const program = process.env.TAIZHANG_BIN ?? path.join(here, '..', 'target', 'debug', 'taizhang')
    const child = spawn(program, [...args, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ledger = new Ledger(child, folder)
    for await (const line of readline.createInterface({ input: child.stdout })) {
      const address = line.match(/^(http:\/\/\S+)$/)
      const person = line.match(/^(\w+)\s+((?:\w{4}-){3}\w{4})\s/)
      if (address) ledger.address = address[1]
      if (person) ledger.passwords[person[1]] = person[2]
      if (isReady(line)) return ledger
    }
    throw new Error(`${program} ended before it served`)
  }

  constructor(child, folder) {
    this.child = child
    this.folder = folder
    this.address = ''
    this.passwords = {}
  }

  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM')
      await once(this.child, 'exit')
    }
    if (this.folder) await rm(this.folder, { recursive: true, force: true })
  }
}

// The program under test: a demo ledger on a free port, and what it prints.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import readline from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

export class Ledger {
  /** Starts `taizhang demo` and waits until it says where it is and who may sign in. */
  static async demo(size = 'province') {
    const program = process.env.TAIZHANG_BIN ?? path.join(here, '..', 'target', 'debug', 'taizhang')
    const child = spawn(program, ['demo', '--size', size, '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ledger = new Ledger(child)
    for await (const line of readline.createInterface({ input: child.stdout })) {
      const address = line.match(/^(http:\/\/\S+)$/)
      const person = line.match(/^(\w+)\s+(\w{12})\s/)
      if (address) ledger.address = address[1]
      if (person) ledger.passwords[person[1]] = person[2]
      if (line.includes('Ctrl-C')) return ledger
    }
    throw new Error(`${program} ended before it served`)
  }

  constructor(child) {
    this.child = child
    this.address = ''
    this.passwords = {}
  }

  async stop() {
    if (this.child.exitCode !== null) return
    this.child.kill('SIGTERM')
    await once(this.child, 'exit')
  }
}

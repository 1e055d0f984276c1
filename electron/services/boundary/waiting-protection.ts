import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Protection } from '../sync/file-secrets.ts';
import type { SecretPort } from './shell-port.ts';

type Question = { ask: 'store' } | { ask: 'protect'; text: string } | { ask: 'reveal'; bytes: Uint8Array };
type Reply = { value: string | Uint8Array | null } | { failed: true };

/** A person may be asked by the keychain whether they allow it, milliseconds. */
const patience = 120_000;

/**
 * The system's store of secrets for code that cannot wait by promise: this thread sleeps while the shell, on its own,
 * asks the system. Never called on the interface thread.
 */
export function waitingProtection(port: MessagePort, signal: Int32Array): () => Protection | null {
  const ask = (question: Question): string | Uint8Array | null => {
    Atomics.store(signal, 0, 0);
    port.postMessage(question);
    Atomics.wait(signal, 0, 0, patience);
    const reply = receiveMessageOnPort(port)?.message as Reply | undefined;
    if (!reply || 'failed' in reply) throw new Error('the system did not open its store of secrets');
    return reply.value;
  };
  return () => {
    if (ask({ ask: 'store' }) === null) return null;
    return {
      protect: (text) => ask({ ask: 'protect', text }) as Uint8Array,
      reveal: (bytes) => ask({ ask: 'reveal', bytes }) as string,
    };
  };
}

/** The other side, in the shell: answers each question and wakes who waits. */
export function answerSecrets(port: MessagePort, signal: Int32Array, secrets: SecretPort): void {
  const answer = async (question: Question): Promise<Reply> => {
    try {
      if (question.ask === 'store') return { value: await secrets.store() };
      if (question.ask === 'protect') return { value: await secrets.protect(question.text) };
      return { value: await secrets.reveal(question.bytes) };
    } catch {
      return { failed: true };
    }
  };
  port.on('message', async (question: Question) => {
    port.postMessage(await answer(question));
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
}

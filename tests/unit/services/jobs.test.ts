import { describe, expect, test } from 'vitest';
import { createJobs } from '../../../electron/services/jobs/jobs.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** Lets everything that has been settled be noticed. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('jobs', () => {
  test('tell how far they are, then give their result', async () => {
    const jobs = createJobs();
    let finish: (value: unknown) => void = () => {};
    const { id } = jobs.start('Simulation', (progress) => {
      progress(3, 10);
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    expect(jobs.progress(id)).toMatchObject({ label: 'Simulation', done: 3, total: 10, state: 'running', error: null });
    expect(() => jobs.result(id)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    finish('figures');
    await settled();
    expect(jobs.progress(id).state).toBe('done');
    expect(jobs.result(id)).toBe('figures');
  });

  test('a failure is told by its code; what nobody expected is told without its text', async () => {
    const jobs = createJobs();
    const known = jobs.start('a', async () => {
      throw new OutturnError('no-data', 'There is nothing to simulate.');
    });
    const unknown = jobs.start('b', async () => {
      throw new Error('child AB123 at 4 High Street');
    });
    await settled();
    expect(jobs.progress(known.id)).toMatchObject({ state: 'failed', error: { code: 'no-data' } });
    expect(() => jobs.result(known.id)).toThrow('nothing to simulate');
    expect(jobs.progress(unknown.id).error?.message).not.toContain('AB123');
    expect(() => jobs.progress('nothing')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  test('cancelling stops the work at once, and stays cancelled whatever the work then says', async () => {
    const jobs = createJobs();
    let stopped = false;
    const { id } = jobs.start('c', (_progress, signal) => {
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve('late');
        });
      });
    });
    expect(jobs.cancel(id).state).toBe('cancelled');
    await settled();
    expect(stopped).toBe(true);
    expect(jobs.progress(id).state).toBe('cancelled');
    expect(() => jobs.result(id)).toThrow(expect.objectContaining({ code: 'cancelled' }));
    expect(jobs.cancel(id).state).toBe('cancelled');
  });

  test('closing stops all that runs; old results give way to new ones, running jobs never do', async () => {
    const jobs = createJobs();
    const running = jobs.start('long', (_progress, signal) => {
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    });
    const first = jobs.start('short', async () => 1);
    await settled();
    for (let count = 0; count < 12; count += 1) {
      jobs.start('short', async () => count);
      await settled();
    }
    expect(() => jobs.progress(first.id)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(jobs.progress(running.id).state).toBe('running');
    await jobs.close();
    expect(jobs.progress(running.id).state).toBe('cancelled');
  });
});

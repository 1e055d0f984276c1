/** The window alone, on fixture data, for looking at screens without the application behind them. Development only. */
import { stubBridge } from './stub-bridge.ts';

window.outturn = stubBridge(new URLSearchParams(location.search).get('data') ?? 'full');
await import('../../../renderer/main.tsx');

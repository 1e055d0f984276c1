import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { DesktopCommand } from '../../shared/api.ts';
import { printScreen } from '../components/grid/printing.ts';
import { call } from '../state/bridge.ts';
import { exportWorkbook, openScenario, openToken, saveScenario, saveScenarioAs } from '../state/commands.ts';
import { pause } from '../state/follow-job.ts';
import { askToShare } from '../state/share.ts';
import { get, notify, set } from '../state/store.ts';
import { redo, undo } from '../state/undo.ts';

/** Waits for commands from the menu and from files opened on the desktop, one at a time, as long as the window lives. */
export function useDesktopCommands(): void {
  const [, go] = useLocation();
  useEffect(() => {
    let alive = true;
    const run = async ({ command, token }: DesktopCommand) => {
      if (command === 'scenario-new') set({ overlay: 'new-scenario' });
      else if (command === 'scenario-open') await openScenario();
      else if (command === 'scenario-open-token' && token) await openToken(token);
      else if (command === 'scenario-save') await saveScenario();
      else if (command === 'scenario-save-as') await saveScenarioAs();
      else if (command === 'scenario-share') askToShare();
      else if (command === 'import') go('/data/imports');
      else if (command === 'export') await exportWorkbook();
      else if (command === 'undo') await undo();
      else if (command === 'redo') await redo();
      else if (command === 'palette') set({ overlay: 'palette' });
      else if (command === 'shortcuts') set({ overlay: 'shortcuts' });
      else if (command === 'print') printScreen();
      else if (command === 'about')
        notify(
          `Outturn ${get().information?.version ?? ''}, forecast engine ${get().information?.engineVersion ?? ''}. Data in ${get().information?.dataFolder ?? ''}.`,
        );
    };
    const listen = async () => {
      while (alive) {
        const answer = await call('nextCommand', {});
        if (answer.ok && answer.value) await run(answer.value);
        // Nothing came, or another window took over: do not ask again at once.
        else await pause(1000);
      }
    };
    void listen();
    return () => {
      alive = false;
    };
  }, [go]);
}

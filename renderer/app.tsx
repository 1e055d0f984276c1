import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { GoalSeekDialog } from './components/goal/goal-seek-dialog.tsx';
import { MeaningCard } from './components/help/meaning-card.tsx';
import { Tour } from './components/help/tour.tsx';
import { LeversPanel } from './components/levers/levers-panel.tsx';
import { AskFirst } from './components/parts/ask-first.tsx';
import { ErrorBoundary } from './components/parts/error-boundary.tsx';
import { Notices } from './components/parts/notices.tsx';
import { keepFocus } from './components/parts/return-focus.ts';
import { StateView } from './components/parts/state-view.tsx';
import { ScenarioSheet } from './components/scenario/scenario-sheet.tsx';
import { useDesktopCommands } from './frame/desktop-commands.ts';
import { DroppedFiles } from './frame/dropped-files.tsx';
import { GlossarySheet } from './frame/glossary-sheet.tsx';
import { FileNotice, LockBanner } from './frame/lock-banner.tsx';
import { Palette } from './frame/palette.tsx';
import { Passphrase } from './frame/passphrase.tsx';
import { Rail } from './frame/rail.tsx';
import { useShortcuts } from './frame/shortcuts.ts';
import { ShortcutsSheet } from './frame/shortcuts-sheet.tsx';
import { StatusBar } from './frame/status-bar.tsx';
import { TitleBar } from './frame/title-bar.tsx';
import { NeedsData } from './screens/needs-data.tsx';
import { OutturnScreen } from './screens/outturn/outturn-screen.tsx';
import { screens } from './screens/screen-list.ts';
import { NewScenario } from './screens/start/new-scenario.tsx';
import { StartScreen } from './screens/start/start-screen.tsx';
import { followOthers, load, tellNewVersion } from './state/commands.ts';
import { useStore } from './state/store.ts';

const DemandScreen = lazy(() => import('./screens/demand/demand-screen.tsx'));
const PlanScreen = lazy(() => import('./screens/plan/plan-screen.tsx'));
const SufficiencyScreen = lazy(() => import('./screens/sufficiency/sufficiency-screen.tsx'));
const CareLeaversScreen = lazy(() => import('./screens/care-leavers/care-leavers-screen.tsx'));
const ActivityScreen = lazy(() => import('./screens/activity/activity-screen.tsx'));
const CompareScreen = lazy(() => import('./screens/compare/compare-screen.tsx'));
const PlacementsScreen = lazy(() => import('./screens/placements/placements-screen.tsx'));
const PressuresScreen = lazy(() => import('./screens/pressures/pressures-screen.tsx'));
const SavingsScreen = lazy(() => import('./screens/savings/savings-screen.tsx'));
const SchemesScreen = lazy(() => import('./screens/invest-to-save/schemes-screen.tsx'));
const ProgrammeScreen = lazy(() => import('./screens/programme/programme-screen.tsx'));
const FundersScreen = lazy(() => import('./screens/funders/funders-screen.tsx'));
const ScorecardScreen = lazy(() => import('./screens/scorecard/scorecard-screen.tsx'));
const DataScreen = lazy(() => import('./screens/data/data-screen.tsx'));
const ExportsScreen = lazy(() => import('./screens/exports/exports-screen.tsx'));

export function App() {
  return (
    <Router hook={useHashLocation}>
      <Window />
    </Router>
  );
}

function Window() {
  const stage = useStore((state) => state.stage);
  const failure = useStore((state) => state.failure);
  const [location] = useLocation();
  const screen = screens.find((entry) => location.startsWith(entry.path));
  const empty = useStore((state) => !state.snapshot || state.snapshot.budgetLines.length === 0);
  const panel = useStore((state) => state.panel);
  useShortcuts();
  useDesktopCommands();
  useEffect(() => {
    void load().then(tellNewVersion);
    // Who comes back from a terminal may have changed the local copy there.
    const back = () => void followOthers();
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, []);
  useEffect(() => {
    document.title = `${screen?.name ?? 'Outturn'} – Outturn`;
  }, [screen]);
  const childrenOnly = useStore((state) => state.childrenOnly !== null) && screen?.path === '/demand';
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another screen or other data are shown
  useEffect(keepFocus, [location, empty]);
  const panelHere = Boolean(screen?.levers) && (!empty || childrenOnly) && stage === 'ready';
  return (
    <div className="frame">
      <TitleBar panelHere={panelHere} />
      <Rail />
      <main className="work" id="work" tabIndex={-1} aria-label={screen?.name ?? 'Outturn'}>
        {stage === 'loading' ? <StateView busy title="Opening the local copy…" /> : null}
        {stage === 'failed' ? (
          <StateView
            title="The local copy could not be opened"
            actions={
              <button type="button" className="button primary" onClick={() => void load()}>
                {failure?.code === 'store-damaged' ? 'Start again' : 'Try again'}
              </button>
            }
          >
            {failure?.message}
          </StateView>
        ) : null}
        {stage === 'ready' ? (
          <ErrorBoundary key={screen?.path ?? ''} name={screen?.name ?? 'This screen'}>
            <LockBanner />
            <FileNotice />
            <Screens />
          </ErrorBoundary>
        ) : null}
      </main>
      {panelHere && panel ? (
        <ErrorBoundary name="The levers">
          <LeversPanel />
        </ErrorBoundary>
      ) : null}
      <StatusBar />
      <Palette />
      <ShortcutsSheet />
      <NewScenario />
      <Passphrase />
      <GoalSeekDialog />
      <ScenarioSheet />
      <GlossarySheet />
      <Tour />
      <MeaningCard />
      <AskFirst />
      <Notices />
      <DroppedFiles />
    </div>
  );
}

function Screens() {
  return (
    <Suspense fallback={<StateView busy title="One moment…" />}>
      <Switch>
        <Route path="/start" component={StartScreen} />
        <Route path="/data/*?" component={DataScreen} />
        <Route path="/scorecard/*?" component={ScorecardScreen} />
        <Route path="/exports/*?" component={ExportsScreen} />
        <Route path="/outturn/*?">
          <NeedsData title="Outturn">
            <OutturnScreen />
          </NeedsData>
        </Route>
        <Route path="/demand/*?">
          <NeedsData of="children" title="Demand">
            <DemandScreen />
          </NeedsData>
        </Route>
        <Route path="/plan/*?">
          <NeedsData title="Plan">
            <PlanScreen />
          </NeedsData>
        </Route>
        <Route path="/compare/*?">
          <NeedsData title="Compare">
            <CompareScreen />
          </NeedsData>
        </Route>
        <Route path="/placements/*?" component={PlacementsScreen} />
        <Route path="/sufficiency/*?" component={SufficiencyScreen} />
        <Route path="/care-leavers/*?" component={CareLeaversScreen} />
        <Route path="/activity/*?" component={ActivityScreen} />
        <Route path="/pressures/*?" component={PressuresScreen} />
        <Route path="/savings/*?" component={SavingsScreen} />
        <Route path="/invest-to-save/*?" component={SchemesScreen} />
        <Route path="/programme/*?" component={ProgrammeScreen} />
        <Route path="/funders/*?" component={FundersScreen} />
        <Route>
          <Redirect to="/start" />
        </Route>
      </Switch>
    </Suspense>
  );
}

import '../../renderer/styles/all.ts';
import './playground.css';
import { createRoot } from 'react-dom/client';
import type { States } from '../../tests/components/states.tsx';
import { prepare } from '../../tests/components/states.tsx';
import { Playground } from './playground.tsx';

const files = import.meta.glob<{ states: States }>('../../tests/components/**/*.states.tsx', { eager: true });
const pages = Object.entries(files).map(([path, { states }]) => ({
  name: path.replace(/^.*\/components\/|\.states\.tsx$/g, ''),
  states,
}));
prepare();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Playground pages={pages} />);

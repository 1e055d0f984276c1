import './configure.ts';
import './styles/all.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readAhead } from './state/commands.ts';

readAhead();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

import './configure.ts';
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/levers.css';
import './styles/figures.css';
import './styles/screens.css';
import './styles/contradictions.css';
import './styles/analysis.css';
import './styles/grid.css';
import './styles/print.css';
import './styles/forced-colours.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

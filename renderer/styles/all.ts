/** Every style of the window, in the order in which they build on each other. */
import '@fontsource-variable/inter/wght.css';
import './tokens.css';
import './base.css';
import './controls.css';
import './frame.css';
import './levers.css';
import './figures.css';
import './start.css';
import './screens.css';
import './contradictions.css';
import './analysis.css';
import './grid.css';
import './import.css';
import './print.css';
import './forced-colours.css';

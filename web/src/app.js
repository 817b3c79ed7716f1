// The whole script of the application: htmx, and islands bound to `data-island`.
import 'htmx.org/dist/htmx.esm.js';
import { bindWithin, watch } from './islands.js';

bindWithin(document);
watch(document.body);

/** Every page: its styles. */

import "./styles/site.css";

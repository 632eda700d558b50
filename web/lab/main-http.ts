/* The page as `socred lab` serves it. */
import { httpEngine } from "./engine-http";
import { start } from "./main";

void start(httpEngine());

/* The page as one file: the lab with the engine inside it. */
import { wasmEngine } from "./engine-wasm";
import { start } from "./main";

void start(wasmEngine());

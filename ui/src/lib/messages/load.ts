// For the tests: the words are there before a test runs, as they are before a screen is drawn.
import { loadWords } from ".";

await loadWords();

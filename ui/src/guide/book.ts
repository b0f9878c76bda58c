// The guide in the language that is spoken; in the first one where it has none of its own.
import { books, type Book } from "virtual:guide";
import { language } from "../lib/messages/language";

export const { chapters, texts } = (books[language()] ?? books.en) as Book;

import type { OtherLanguage } from '../../sentences/texts/tickets/languages.ts';
import type { Language } from './language.ts';

/**
 * Words by which a language is known even in a short message: greetings, what a customer asks for, and the small words
 * that every sentence has. A word that two languages share is in both lists, so that it decides nothing.
 */

export const OUR_WORDS: Record<Exclude<Language, 'ar'>, string> = {
  fr: `bonjour bonsoir salut slt bjr cdt merci bcp je j me m moi vous nous on il elle ils mon ma mes notre votre vos le la les l des du d de un une au aux et est
    ou mais donc pour par que qu qui quoi quel quelle quand dans avec sans sur sous pas ne n plus ai a as avez suis etes etait ete sont fait faire dois puis peux pouvez voudrais
    veux souhaite cordialement svp stp oui non ce c cette ces si y en se s tout tous toujours encore aussi bien comment combien pourquoi
    facture remboursement examen formation inscription dossier rendez demande besoin voici joint jointe madame monsieur`,
  en: `hello hi dear hey thanks thank thx i im you he she we they it me my your our their the a an is are was were am be been and or but for that this these those
    who what which when where why how in on at to of from by with about not no yes have has had do does did dont can could would will should please regards sincerely
    if as so any some all more need want like get got still yet just now invoice refund exam course date help ok okay`,
};

/** Languages that are not ours but are written to us; recognised, so that nobody is answered in another one unseen. */
export const OTHER_WORDS = new Map<OtherLanguage, string>([
  [
    'Spanish',
    `hola buenos buenas dias tardes gracias favor por para el los las la un una unos de del que y en con es son mi mis me tu su sus yo usted ustedes quiero quisiera
    necesito necesita puedo puede pueden tengo tiene cuando como donde cual porque pero si no muy mas estoy esta este he ha hay factura reembolso examen curso saludos senor senora`,
  ],
  [
    'Italian',
    `buongiorno buonasera salve ciao grazie per favore il lo la gli le i un una uno di del della che e in con non sono mi mio mia miei si io lei voi vorrei voglio
    posso puo potete ho ha avete quando come dove quale perche ma anche molto piu questo questa fattura rimborso esame corso saluti cordiali gentile`,
  ],
  [
    'Portuguese',
    `ola oi bom boa dia tarde noite obrigado obrigada por favor o os a as um uma de do da dos das que e em no na com nao eu voce voces meu minha meus minhas preciso
    quero queria gostaria posso pode tenho tem quando como onde qual porque mas muito mais este esta isso fatura reembolso exame curso cumprimentos atenciosamente`,
  ],
  [
    'German',
    `hallo guten tag morgen abend danke bitte ich du sie wir ihr mein meine meinen meiner der die das den dem des ein eine einen und oder aber ist sind war bin habe hat haben
    nicht kein keine zu von mit fur auf in im an am wann wie wo was warum kann konnen mochte brauche will wurde gerne noch auch rechnung erstattung ruckerstattung prufung kurs gruße grusse freundlichen`,
  ],
  [
    'Dutch',
    `hallo goedemorgen goedemiddag dag bedankt dank alstublieft ik jij u wij mijn onze de het een en of maar is zijn was ben heb heeft hebben niet geen te van met voor op in aan
    wanneer hoe waar wat waarom kan kunnen wil graag zou nog ook factuur terugbetaling examen cursus groeten vriendelijke`,
  ],
  [
    'Turkish',
    `merhaba selam gunaydın iyi gunler tesekkurler tesekkur ederim lutfen ben sen siz biz benim bir bu su ve veya ama ile icin ne zaman nasıl nerede neden var yok degil istiyorum
    istiyoruz ister misiniz rica fatura faturamı faturam iade sınav sınavım kurs saygılarımla`,
  ],
  [
    'Polish',
    `dzien dobry czesc witam dziekuje prosze ja ty pan pani my moj moja moje to jest sa nie i lub ale w na z do od o za po kiedy jak gdzie dlaczego czy moge chce chciałbym chciałabym
    potrzebuje mam ma faktura fakture zwrot egzamin kurs pozdrawiam`,
  ],
  [
    'Romanian',
    `buna ziua seara salut multumesc va rog eu tu dumneavoastra noi meu mea mei un o si sau dar este sunt nu la de din pe cu pentru ca cand cum unde care vreau as dori doresc
    pot puteti am are factura rambursare rambursarea examen curs stima`,
  ],
  [
    'Swedish',
    `hej tack snalla jag du ni vi min mitt mina en ett och eller men ar var inte till fran med for pa i nar hur vad varfor kan vill skulle behover har faktura aterbetalning prov kurs halsningar`,
  ],
  [
    'Arabic in Latin letters',
    `salam salamo slm aslema ahlan marhaba labas chokran choukran shukran afak tafadal bghit bghina bghyt nhab nheb baddi biddi urid ouridou dyali
    dyal dyalna wach wash wesh kifach kifash chhal ashhal imta emta wayn feen mnin ana nta nti howa hiya hna andi indi mazal khalas lazem mumkin momkin moumkin
    yallah inchallah inshallah insha allah wallah hamdoulillah barak allahou fik mawid raqm flous`,
  ],
  [
    'Persian',
    `لطفا متشکرم شما رو را است هست هستم دارم می خواهم میخواهم نمی برای که به از در کنید بفرستید فاکتور بازپرداخت چه کی چرا چطور`,
  ],
  ['Urdu', `ہے ہیں میں مجھے کا کی کے کو سے نے اور یہ وہ آپ کیا نہیں چاہیے شکریہ براہ کرم رسید`],
]);

/** Letters that no Arabic word has. */
export const NOT_ARABIC = new Map<OtherLanguage, RegExp>([
  ['Urdu', /[ٹڈڑںےہھ]/u],
  ['Persian', /[پچژ]/u],
  ['Kurdish', /[ێۆڵڕە]/u],
]);

/** Scripts that none of our languages is written in. */
export const OTHER_SCRIPTS = new Map<OtherLanguage, RegExp>([
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Chinese', /\p{Script=Han}/gu],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Tamil', /\p{Script=Tamil}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Armenian', /\p{Script=Armenian}/gu],
  ['Georgian', /\p{Script=Georgian}/gu],
  ['Ethiopic', /\p{Script=Ethiopic}/gu],
]);

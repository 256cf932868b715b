/** A small `vscode`, enough for the extension's own modules; what tests need to see or set is in `fake`. */
type Listener<T> = (event: T) => unknown;

export class Disposable {
  constructor(private readonly work: () => void) {}
  dispose(): void {
    this.work();
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };
  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position, end: Position);
  constructor(line: number, character: number, endLine: number, endCharacter: number);
  constructor(a: number | Position, b: number | Position, endLine?: number, endCharacter?: number) {
    this.start = typeof a === "number" ? new Position(a, b as number) : a;
    this.end = typeof b === "number" ? new Position(endLine ?? 0, endCharacter ?? 0) : b;
  }
}

export enum DiagnosticSeverity {
  Error,
  Warning,
  Information,
  Hint,
}

export class Diagnostic {
  source?: string;
  code?: string;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: DiagnosticSeverity,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class Uri {
  private constructor(
    readonly fsPath: string,
    private readonly prefix = "file://",
  ) {}
  get scheme(): string {
    return this.prefix ? "file" : (this.fsPath.split(":")[0] ?? "");
  }
  get path(): string {
    return this.fsPath;
  }
  static file(path: string): Uri {
    return new Uri(path);
  }
  static parse(text: string): Uri {
    return text.startsWith("file://") ? new Uri(text.slice(7)) : new Uri(text, "");
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri([base.fsPath, ...parts].join("/"));
  }
  toString(): string {
    return `${this.prefix}${this.fsPath}`;
  }
}

export class WorkspaceEdit {
  createFile(): void {
    fake.messages.push("a file was made");
  }
}

export enum TreeItemCollapsibleState {
  None,
  Collapsed,
  Expanded,
}

export class ThemeIcon {
  static readonly File = new ThemeIcon("file");
  constructor(readonly id: string) {}
}

export class TreeItem {
  description?: string;
  contextValue?: string;
  tooltip?: string;
  constructor(
    readonly label: string,
    readonly collapsibleState: TreeItemCollapsibleState,
  ) {}
}

export enum ConfigurationTarget {
  Global = 1,
  Workspace,
}

export enum OverviewRulerLane {
  Left = 1,
}

export enum TextEditorRevealType {
  InCenterIfOutsideViewport = 2,
}

export enum ViewColumn {
  Beside = -2,
  One = 1,
}

export enum TestRunProfileKind {
  Run = 1,
}

export class TestMessage {
  location?: unknown;
  constructor(readonly message: string) {}
}

export class Location {
  constructor(
    readonly uri: Uri,
    readonly range: Range,
  ) {}
}

export enum StatusBarAlignment {
  Left = 1,
  Right = 2,
}

export enum ProgressLocation {
  SourceControl = 1,
  Window = 10,
  Notification = 15,
}

export interface FakeDocument {
  uri: Uri;
  version?: number;
  languageId: string;
  isUntitled: boolean;
  isDirty: boolean;
}

/** Items by id, as the editor's collections are. */
class Items<T extends { id: string }> {
  private readonly items = new Map<string, T>();
  add(item: T): void {
    this.items.set(item.id, item);
  }
  delete(id: string): void {
    this.items.delete(id);
  }
  get size(): number {
    return this.items.size;
  }
  forEach(work: (item: T) => void): void {
    this.items.forEach(work);
  }
}

export class FakeTest {
  readonly children = new Items<FakeTest>();
  range?: Range;
  description?: string;
  constructor(
    readonly id: string,
    readonly label: string,
    readonly uri: Uri,
  ) {}
}

const opened = new EventEmitter<FakeDocument>();
const granted = new EventEmitter<undefined>();
const closed = new EventEmitter<FakeDocument>();
const selection = new EventEmitter<unknown>();
const visible = new EventEmitter<unknown>();
const edited = new EventEmitter<{ document: FakeDocument; contentChanges: unknown[] }>();
const activeEditor = new EventEmitter<unknown>();
const configuration = new EventEmitter<unknown>();

/** The knobs and the records of the fake. */
export const fake = {
  settings: {} as Record<string, unknown>,
  trusted: true,
  documents: [] as FakeDocument[],
  folders: [] as { name: string; uri: Uri }[],
  editor: undefined as { document: FakeDocument; selection: { active: Position } } | undefined,
  messages: [] as string[],
  executed: [] as { command: string; args: unknown[] }[],
  answers: new Map<string, (...args: unknown[]) => unknown>(),
  registered: new Map<string, (...args: unknown[]) => unknown>(),
  diagnostics: new Map<string, Diagnostic[]>(),
  statusItem: { text: "", tooltip: "", visible: false },
  visibleEditors: [] as unknown[],
  tests: new Items<FakeTest>(),
  runTests: undefined as ((request: unknown, token: unknown) => Promise<void>) | undefined,
  testResults: [] as string[],
  hintProviders: 0,
  answer: undefined as string | undefined,
  input: undefined as string | undefined,
  updated: {} as Record<string, unknown>,
  saveTo: undefined as Uri | undefined,
  pick: undefined as ((items: unknown[]) => unknown) | undefined,
  open(document: FakeDocument) {
    opened.fire(document);
  },
  trust() {
    fake.trusted = true;
    granted.fire(undefined);
  },
  close(document: FakeDocument) {
    closed.fire(document);
  },
  edit(document: FakeDocument) {
    edited.fire({ document, contentChanges: [{}] });
  },
  select() {
    selection.fire(undefined);
  },
  activate(editor: { document: FakeDocument; selection: { active: Position } } | undefined) {
    fake.editor = editor;
    activeEditor.fire(editor);
  },
  reset() {
    fake.settings = {};
    fake.trusted = true;
    fake.documents = [];
    fake.folders = [];
    fake.editor = undefined;
    fake.messages = [];
    fake.executed = [];
    fake.answers.clear();
    fake.registered.clear();
    fake.diagnostics.clear();
    fake.statusItem = { text: "", tooltip: "", visible: false };
    fake.visibleEditors = [];
    fake.tests = new Items();
    fake.runTests = undefined;
    fake.testResults = [];
    fake.hintProviders = 0;
    fake.answer = undefined;
    fake.input = undefined;
    fake.updated = {};
    fake.saveTo = undefined;
    fake.pick = undefined;
  },
};

const say = (message: string): Promise<string | undefined> => {
  fake.messages.push(message);
  return Promise.resolve(fake.answer);
};

export const workspace = {
  getConfiguration: (section: string) => ({
    get: (key: string, fallback: unknown): unknown => fake.settings[`${section}.${key}`] ?? fallback,
    update: (key: string, value: unknown) => {
      fake.updated[`${section}.${key}`] = value;
      return Promise.resolve();
    },
  }),
  openTextDocument: (uri: Uri) => Promise.resolve({ uri }),
  onDidGrantWorkspaceTrust: granted.event,
  onDidCloseTextDocument: closed.event,
  onDidChangeTextDocument: edited.event,
  onDidOpenTextDocument: opened.event,
  onDidChangeConfiguration: configuration.event,
  getWorkspaceFolder: (uri: Uri) => fake.folders.find((folder) => uri.fsPath.startsWith(`${folder.uri.fsPath}/`)),
  get textDocuments() {
    return fake.documents;
  },
  get workspaceFolders() {
    return fake.folders;
  },
  get isTrusted() {
    return fake.trusted;
  },
};

export const window = {
  onDidChangeTextEditorSelection: selection.event,
  onDidChangeVisibleTextEditors: visible.event,
  get visibleTextEditors() {
    return fake.visibleEditors;
  },
  createTextEditorDecorationType: (options: unknown) => ({ options, dispose: () => undefined }),
  showInputBox: () => Promise.resolve(fake.input),
  onDidChangeActiveTextEditor: activeEditor.event,
  get activeTextEditor() {
    return fake.editor;
  },
  createStatusBarItem: () => ({
    set text(text: string) {
      fake.statusItem.text = text;
    },
    set tooltip(text: string) {
      fake.statusItem.tooltip = text;
    },
    show() {
      fake.statusItem.visible = true;
    },
    hide() {
      fake.statusItem.visible = false;
    },
    dispose() {
      fake.statusItem.visible = false;
    },
  }),
  showErrorMessage: say,
  showInformationMessage: say,
  showQuickPick: (items: unknown[]) => Promise.resolve(fake.pick?.(items)),
  showSaveDialog: () => Promise.resolve(fake.saveTo),
  showTextDocument: (shown: Uri | { uri: Uri }) => {
    fake.executed.push({ command: "showTextDocument", args: [shown instanceof Uri ? shown.fsPath : shown.uri.fsPath] });
    return Promise.resolve();
  },
  withProgress: (_: unknown, work: (progress: unknown, token: unknown) => Promise<unknown>) =>
    work({}, { isCancellationRequested: false, onCancellationRequested: () => new Disposable(() => undefined) }),
};

export const commands = {
  registerCommand(name: string, work: (...args: unknown[]) => unknown) {
    fake.registered.set(name, work);
    return new Disposable(() => fake.registered.delete(name));
  },
  executeCommand(command: string, ...args: unknown[]) {
    fake.executed.push({ command, args });
    return Promise.resolve(fake.answers.get(command)?.(...args));
  },
};

export const tests = {
  createTestController: () => ({
    items: fake.tests,
    createRunProfile: (_: string, __: unknown, run: (request: unknown, token: unknown) => Promise<void>) => {
      fake.runTests = run;
    },
    createTestItem: (id: string, label: string, uri: Uri) => new FakeTest(id, label, uri),
    createTestRun: () => ({
      started: (item: FakeTest) => fake.testResults.push(`started ${item.id}`),
      passed: (item: FakeTest) => fake.testResults.push(`passed ${item.id}`),
      skipped: (item: FakeTest) => fake.testResults.push(`skipped ${item.id}`),
      failed: (item: FakeTest, message: TestMessage) => fake.testResults.push(`failed ${item.id}: ${message.message}`),
      errored: (item: FakeTest, message: TestMessage) =>
        fake.testResults.push(`errored ${item.id}: ${message.message}`),
      appendOutput: () => undefined,
      end: () => fake.testResults.push("end"),
    }),
    dispose: () => undefined,
  }),
};

export const languages = {
  setTextDocumentLanguage: () => Promise.resolve(),
  registerInlayHintsProvider: () => {
    fake.hintProviders++;
    return new Disposable(() => undefined);
  },
  createDiagnosticCollection: () => ({
    set: (uri: Uri, diagnostics: Diagnostic[]) => fake.diagnostics.set(uri.toString(), diagnostics),
    delete: (uri: Uri) => fake.diagnostics.delete(uri.toString()),
    clear: () => {
      fake.diagnostics.clear();
    },
    dispose: () => {
      fake.diagnostics.clear();
    },
  }),
};

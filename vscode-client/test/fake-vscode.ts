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
  constructor(line: number, character: number, endLine: number, endCharacter: number) {
    this.start = new Position(line, character);
    this.end = new Position(endLine, endCharacter);
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
  private constructor(readonly fsPath: string) {}
  static file(path: string): Uri {
    return new Uri(path);
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri([base.fsPath, ...parts].join("/"));
  }
  toString(): string {
    return `file://${this.fsPath}`;
  }
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
  languageId: string;
  isUntitled: boolean;
  isDirty: boolean;
}

const opened = new EventEmitter<FakeDocument>();
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
  saveTo: undefined as Uri | undefined,
  pick: undefined as ((items: unknown[]) => unknown) | undefined,
  open(document: FakeDocument) {
    opened.fire(document);
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
    fake.saveTo = undefined;
    fake.pick = undefined;
  },
};

const say = (message: string): Promise<undefined> => {
  fake.messages.push(message);
  return Promise.resolve(undefined);
};

export const workspace = {
  getConfiguration: (section: string) => ({
    get: (key: string, fallback: unknown): unknown => fake.settings[`${section}.${key}`] ?? fallback,
  }),
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
  showTextDocument: (uri: Uri) => {
    fake.executed.push({ command: "showTextDocument", args: [uri.fsPath] });
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

export const languages = {
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

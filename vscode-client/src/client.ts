/** The language server: its start, its death, its settings. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  type ErrorHandler,
  type LanguageClientOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import type { ClassArchives } from "./class-archives";
import { findJava, NoJava, type Java } from "./java";
import { jarOf, languageServer } from "./launch";
import { thisMachine } from "./machine";
import { Restarts } from "./restarts";
import { javaHome, LANGUAGE, SECTION, serverSettings, virtualMachineArguments } from "./settings";

export type Health =
  | { readonly kind: "starting" | "stopped" }
  | { readonly kind: "running"; readonly java: Java }
  | { readonly kind: "failed"; readonly why: string };

/** Lines that the preprocessor leaves out. */
export interface InactiveRegions {
  readonly uri: string;
  readonly regions: readonly { start: { line: number }; end: { line: number } }[];
}

const ANALYSED = "relolens/analysed";

/** What this client understands beyond the protocol. */
const ownCapabilities: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...(capabilities.experimental as object), relolens: { inactiveRegions: true } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private readonly restarts = new Restarts();
  private readonly changed = new vscode.EventEmitter<Health>();
  readonly onDidChangeHealth = this.changed.event;
  private current: Health = { kind: "stopped" };
  private readonly analysed = new vscode.EventEmitter<vscode.Uri>();
  /** A document's newest text was analysed or run: `relolens/report` says something new. */
  readonly onDidAnalyse = this.analysed.event;
  private readonly inactive = new vscode.EventEmitter<InactiveRegions>();
  readonly onDidFindInactive = this.inactive.event;
  /** Starts and stops queue up here, so that they never overlap. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly extensionPath: string,
    private readonly archives: ClassArchives,
    readonly log: vscode.LogOutputChannel,
  ) {}

  get health(): Health {
    return this.current;
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      this.restarts.forgive();
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Asks the server something of its own. Throws if it does not run. */
  async request(method: string, params: unknown, token?: vscode.CancellationToken): Promise<unknown> {
    const client = this.client;
    if (!client?.isRunning()) throw new Error("the server does not run");
    return token ? client.sendRequest(method, params, token) : client.sendRequest(method, params);
  }

  /** Carries out a command of the server's; its progress is shown. */
  execute(command: string, args: readonly unknown[], token?: vscode.CancellationToken): Promise<unknown> {
    return this.request("workspace/executeCommand", { command, arguments: args }, token);
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.analysed.dispose();
    this.inactive.dispose();
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async startNow(): Promise<void> {
    this.become({ kind: "starting" });
    let java: Java;
    try {
      java = await findJava(javaHome(), thisMachine);
    } catch (error) {
      if (!(error instanceof NoJava)) throw error;
      this.become({ kind: "failed", why: error.message });
      for (const line of error.tried) this.log.info(`tried ${line}`);
      void this.offerJava(error.message);
      return;
    }
    const jar = jarOf(this.extensionPath);
    const archive = this.archives.of(java.path, jar);
    const launch = languageServer(java, virtualMachineArguments(), jar, archive.options);
    this.log.info(`Java ${java.major} from ${java.origin}: ${launch.command} ${launch.args.join(" ")}`);
    this.client = new LanguageClient(SECTION, "Relolens", launch, this.options());
    this.client.registerFeature(ownCapabilities);
    this.client.onNotification(ANALYSED, ({ uri }: { uri: string }) => {
      this.analysed.fire(vscode.Uri.parse(uri));
    });
    this.client.onNotification("relolens/inactiveRegions", (found: InactiveRegions) => {
      this.inactive.fire(found);
    });
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.become({ kind: "running", java });
      else if (newState === State.Starting) this.become({ kind: "starting" });
      else if (this.current.kind !== "failed") this.become({ kind: "stopped" });
    });
    try {
      await this.client.start();
      archive.make();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.log.error(`the server did not start: ${why}`);
      this.fail("Relolens: the server did not start.");
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.dispose().catch((error: unknown) => {
        this.log.warn(`stopping the server: ${String(error)}`);
      });
    }
    this.become({ kind: "stopped" });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: LANGUAGE },
        { scheme: "untitled", language: LANGUAGE },
      ],
      outputChannel: this.log,
      // A function: the server is restarted with what holds then.
      initializationOptions: () => ({
        trusted: vscode.workspace.isTrusted,
        settings: serverSettings(),
        notifications: [ANALYSED],
        commands: ["relolens.showReport", "relolens.compareStrategies"],
      }),
      synchronize: {
        // Servers may pull instead, but a push tells them at once that something changed.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        configurationSection: SECTION,
        fileEvents: vscode.workspace.createFileSystemWatcher(
          "**/{relolens.yml,compile_commands.json,*.S,*.s,*.h,*.inc}",
        ),
      },
      errorHandler: this.errorHandler(),
    };
  }

  private errorHandler(): ErrorHandler {
    return {
      error: (error) => {
        this.log.error(`connection to the server: ${error.message}`);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: async () => {
        const delay = this.restarts.delayAfterDeath(Date.now());
        if (delay === undefined) {
          this.fail("Relolens: the server ended too often and is not started again.");
          return { action: CloseAction.DoNotRestart, handled: true };
        }
        this.log.warn(`the server ended; next start in ${delay} ms`);
        await new Promise((resolve) => setTimeout(resolve, delay));
        return { action: CloseAction.Restart, handled: true };
      },
    };
  }

  private become(health: Health): void {
    this.current = health;
    this.changed.fire(health);
  }

  private fail(why: string): void {
    this.become({ kind: "failed", why });
    void this.offerRestart(why);
  }

  private async offerRestart(message: string): Promise<void> {
    const restart = "Restart";
    const show = "Show Log";
    const chosen = await vscode.window.showErrorMessage(message, restart, show);
    if (chosen === restart) await this.restart();
    else if (chosen === show) this.log.show();
  }

  private async offerJava(message: string): Promise<void> {
    const choose = "Choose Java…";
    const settings = "Open Settings";
    const show = "Show Log";
    const chosen = await vscode.window.showErrorMessage(message, choose, settings, show);
    if (chosen === choose) await this.chooseJava();
    else if (chosen === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "relolens.java.home");
    } else if (chosen === show) this.log.show();
  }

  private async chooseJava(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      title: "Home of Java 17 or later (the directory that holds bin)",
    });
    const home = chosen?.[0];
    if (!home) return;
    // The change of the setting restarts the server.
    await vscode.workspace
      .getConfiguration(SECTION)
      .update("java.home", home.fsPath, vscode.ConfigurationTarget.Global);
  }
}

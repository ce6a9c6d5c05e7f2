/** The picture of a team's spending that stands in its managers' Home. */
export interface ChartFile {
  readonly fileId: string;
  /** Of the figures that it shows. */
  readonly digest: string;
}

export interface ChartStore {
  /** null: there is none. */
  findChart(teamId: string): Promise<ChartFile | null>;
  /** True for whoever may make it for these figures: one process of all, and another a minute later where it made none. */
  claimChart(teamId: string, digest: string): Promise<boolean>;
  /** Remembers a file before anybody can see it, so that it is deleted whatever happens then. */
  noteChartFile(teamId: string, fileId: string): Promise<void>;
  /** The file shows these figures from now on. Answers the files that show none any more. */
  saveChart(teamId: string, chart: ChartFile): Promise<readonly string[]>;
  /** They are deleted. */
  forgetChartFiles(teamId: string, fileIds: readonly string[]): Promise<void>;
}

using Diglot.Golden.Running;

return GoldenRun.Run(args);

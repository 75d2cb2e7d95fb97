// The frameworks' random state is global, as in Python: tests that seed it and tests that draw from it must not run side by side.
[assembly: Xunit.CollectionBehavior(Xunit.CollectionBehavior.CollectionPerAssembly)]

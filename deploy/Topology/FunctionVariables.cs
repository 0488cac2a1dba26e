namespace Shop.Topology;

/// <summary>The environment variables that the suite itself gives a function, wherever it runs.</summary>
public static class FunctionVariables
{
    /// <summary>Full names of the subscriptions by which a function dead-letters types that nobody knows.</summary>
    public const string UnknownTypes = "UNKNOWN_TYPES_SUBSCRIPTIONS";

    /// <param name="function">One of the topology's functions.</param>
    /// <param name="topology">What the suite consists of.</param>
    /// <param name="names">Of the place where it runs.</param>
    public static IReadOnlyDictionary<string, string> Of(
        FunctionSpec function, SuiteTopology topology, ResourceNames names)
    {
        var parameters = topology.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => names.Parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? "",
            StringComparer.Ordinal);
        names = names with { Parameters = parameters };
        var variables = function.Environment
            .Select(pair => (Name: pair.Key, Template: pair.Value, Value: names.Expand(pair.Value)))
            // A parameter that is not given leaves it to the function what is to be done without.
            .Where(variable => variable.Value.Length > 0 || variable.Template.Length == 0)
            .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        var subscriptions = topology.Subscriptions
            .Where(each => each.Function == function.Name
                && topology.Topics.Any(topic => topic.Name == each.Topic && topic.UnknownTypes == function.Name))
            .Select(each => names.Subscription(each.Name))
            .ToList();
        if (subscriptions.Count > 0)
        {
            variables[UnknownTypes] = string.Join(',', subscriptions);
        }
        return variables;
    }
}

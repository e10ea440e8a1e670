package io.bellwether.detector.cluster;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** A cluster as an admin client sees it: topics, refusals, silence. */
final class FakeCluster {
    final Map<String, Integer> topics = new HashMap<>(); // name to partitions
    final Map<String, NewTopic> created = new LinkedHashMap<>();
    boolean silent;

    @Nullable
    TopicAuthorizationException refuseCreation;

    @Nullable
    TopicAuthorizationException refuseDescription;

    @Nullable
    String maxMessageBytes;

    Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "describeTopics" -> describeTopics((Collection<?>) arguments[0]);
                    case "createTopics" -> createTopics((Collection<?>) arguments[0]);
                    case "describeConfigs" -> describeConfigs((Collection<?>) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Object describeTopics(Collection<?> names) {
        Map<String, KafkaFuture<TopicDescription>> futures = new HashMap<>();
        for (Object name : names) {
            Integer partitions = topics.get((String) name);
            futures.put(
                    (String) name,
                    silent
                            ? new KafkaFutureImpl<>()
                            : refuseDescription != null
                                    ? failed(refuseDescription)
                                    : partitions == null
                                            ? failed(new UnknownTopicOrPartitionException("no such topic"))
                                            : KafkaFuture.completedFuture(description((String) name, partitions)));
        }
        return new DescribeTopicsResult(null, futures) {};
    }

    private Object createTopics(Collection<?> wanted) {
        Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> futures = new HashMap<>();
        for (Object one : wanted) {
            NewTopic topic = (NewTopic) one;
            if (refuseCreation == null) {
                created.put(topic.name(), topic);
            }
            futures.put(
                    topic.name(), refuseCreation == null ? KafkaFuture.completedFuture(null) : failed(refuseCreation));
        }
        return new CreateTopicsResult(futures) {};
    }

    private Object describeConfigs(Collection<?> resources) {
        Map<ConfigResource, KafkaFuture<Config>> futures = new HashMap<>();
        for (Object resource : resources) {
            futures.put(
                    (ConfigResource) resource,
                    maxMessageBytes == null
                            ? failed(new TopicAuthorizationException("no"))
                            : KafkaFuture.completedFuture(
                                    new Config(List.of(new ConfigEntry("max.message.bytes", maxMessageBytes)))));
        }
        return new DescribeConfigsResult(futures) {};
    }

    private static TopicDescription description(String name, int partitions) {
        Node node = new Node(0, "k", 1);
        List<TopicPartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartitionInfo(partition, node, List.of(node), List.of(node)))
                .toList();
        return new TopicDescription(name, false, infos);
    }

    private static <T> KafkaFuture<T> failed(Exception fault) {
        KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
        future.completeExceptionally(fault);
        return future;
    }
}
